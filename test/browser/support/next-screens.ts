import type { Page } from 'playwright-core'
import { findSignInForm, signOutByMenu } from './next-sign-in.ts'

/** A page of the Next example, as people come to see it. */
export interface NextScreen {
  /** Also the name of its pictures, behind `next-`. */
  readonly name: string
  /** Shown to Ana, who is signed in. */
  readonly signedIn: boolean
  /** Statuses of failures that belong to the page. @default [] */
  readonly failures?: readonly number[]
  readonly open: (page: Page, appUrl: string) => Promise<unknown>
}

const at =
  (path: string) =>
  (page: Page, appUrl: string): Promise<unknown> =>
    page.goto(`${appUrl}${path}`)

export const nextScreens: readonly NextScreen[] = [
  { name: 'home', signedIn: false, open: at('/') },
  { name: 'sign-in', signedIn: false, open: at('/sign-in?return_to=%2Fteam') },
  {
    name: 'sign-in-problem',
    signedIn: false,
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/auth/login?email=ana`)
      await page.locator('[data-launchpad="sign-in-form-error"]').waitFor()
    },
  },
  {
    name: 'sign-in-unknown',
    signedIn: false,
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/sign-in`)
      await findSignInForm(page).getByRole('textbox').fill('someone@example.test')
      await page.keyboard.press('Enter')
      await page.locator('[data-launchpad="sign-in-form-error"]').waitFor()
    },
  },
  { name: 'catalogue', signedIn: false, failures: [401], open: at('/catalogue') },
  { name: 'home-signed-in', signedIn: true, open: at('/') },
  { name: 'dashboard', signedIn: true, open: at('/dashboard') },
  {
    name: 'dashboard-menu',
    signedIn: true,
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/dashboard`)
      await page.locator('summary').click()
    },
  },
  { name: 'request', signedIn: true, open: at('/requests/1042') },
  { name: 'request-history', signedIn: true, open: at('/requests/1036?tab=history') },
  { name: 'article', signedIn: true, open: at('/catalogue/7') },
  {
    name: 'team',
    signedIn: true,
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/team`)
      await page.locator('.sums').waitFor()
    },
  },
  { name: 'acme', signedIn: true, open: at('/acme') },
  { name: 'denied', signedIn: true, failures: [403], open: at('/admin') },
  {
    name: 'launchpad',
    signedIn: true,
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/launchpad`)
      await page.locator('[data-launchpad="launchpad-tiles"]').waitFor()
    },
  },
  { name: 'not-found', signedIn: true, failures: [404], open: at('/nowhere') },
  {
    name: 'signed-out-elsewhere',
    signedIn: true,
    failures: [401],
    open: async (page, appUrl) => {
      await page.goto(`${appUrl}/dashboard`)
      // Only a page that has come alive hears of it: it is when what it shows is being prefetched.
      await page.waitForLoadState('networkidle')
      const elsewhere = await page.context().newPage()
      await elsewhere.goto(`${appUrl}/team`)
      await signOutByMenu(elsewhere)
      await elsewhere.waitForURL(`${appUrl}/`)
      await elsewhere.close()
      await findSignInForm(page).waitFor()
    },
  },
]
