import type { Page } from 'playwright-core'
import { ana } from './people.ts'
import { askToSignIn, typePassword } from './sign-in.ts'

/** Where the pages are. */
export interface Site {
  readonly appUrl: string
  readonly launchpadUrl: string
  readonly pickerUrl: string
}

/** A page that people can come to see. */
export interface Screen {
  /** Also the name of its pictures. */
  readonly name: string
  /** Whose page it is. */
  readonly product: 'Procurement' | 'Launchpad'
  /** Shown to Ana, who is signed in. */
  readonly signedIn: boolean
  /** Status of its document. @default 200 */
  readonly status?: number
  readonly open: (page: Page, site: Site) => Promise<unknown>
}

/** Every page of the demo, of the SDK and of the identity service. */
export const screens: readonly Screen[] = [
  { name: 'home', product: 'Procurement', signedIn: false, open: (page, { appUrl }) => page.goto(`${appUrl}/`) },
  {
    name: 'home-signed-in',
    product: 'Procurement',
    signedIn: true,
    open: (page, { appUrl }) => page.goto(`${appUrl}/`),
  },
  {
    name: 'dashboard',
    product: 'Procurement',
    signedIn: true,
    open: (page, { appUrl }) => page.goto(`${appUrl}/dashboard`),
  },
  {
    name: 'dashboard-menu',
    product: 'Procurement',
    signedIn: true,
    open: async (page, { appUrl }) => {
      await page.goto(`${appUrl}/dashboard`)
      await page.locator('summary').click()
    },
  },
  {
    name: 'not-found',
    product: 'Procurement',
    signedIn: true,
    status: 404,
    open: (page, { appUrl }) => page.goto(`${appUrl}/nowhere`),
  },

  {
    name: 'sign-in',
    product: 'Procurement',
    signedIn: false,
    open: (page, { appUrl }) => page.goto(`${appUrl}/auth/login`),
  },
  {
    name: 'sign-in-problem',
    product: 'Procurement',
    signedIn: false,
    status: 400,
    open: (page, { appUrl }) => page.goto(`${appUrl}/auth/login?email=ana`),
  },
  { name: 'picker', product: 'Procurement', signedIn: false, open: (page, { pickerUrl }) => page.goto(pickerUrl) },
  {
    name: 'error',
    product: 'Procurement',
    signedIn: false,
    status: 404,
    open: (page, { appUrl }) => page.goto(`${appUrl}/auth/login?email=someone@example.test`),
  },
  { name: 'form-post', product: 'Launchpad', signedIn: false, open: openFormPost },
  {
    name: 'sign-out',
    product: 'Procurement',
    signedIn: true,
    open: (page, { appUrl }) => page.goto(`${appUrl}/auth/logout`),
  },

  {
    name: 'identity-login',
    product: 'Launchpad',
    signedIn: false,
    open: (page, { appUrl }) => askToSignIn(page, appUrl, ana),
  },
  {
    name: 'identity-login-problem',
    product: 'Launchpad',
    signedIn: false,
    status: 422,
    open: async (page, { launchpadUrl }) => {
      await page.goto(`${launchpadUrl}/`)
      await typePassword(page, { ...ana, username: 'nobody' })
      await page.getByRole('alert').waitFor()
    },
  },
  {
    name: 'launchpad',
    product: 'Launchpad',
    signedIn: true,
    open: (page, { launchpadUrl }) => page.goto(`${launchpadUrl}/`),
  },
  {
    name: 'launchpad-menu',
    product: 'Launchpad',
    signedIn: true,
    open: async (page, { launchpadUrl }) => {
      await page.goto(`${launchpadUrl}/`)
      await page.locator('summary').click()
    },
  },
  {
    name: 'identity-error',
    product: 'Launchpad',
    signedIn: false,
    status: 404,
    open: (page, { launchpadUrl }) => page.goto(`${launchpadUrl}/nowhere`),
  },
  {
    name: 'identity-sign-out',
    product: 'Launchpad',
    signedIn: true,
    open: (page, { launchpadUrl }) => page.goto(`${launchpadUrl}/logout`),
  },
]

/** The page that posts the SAML reply goes by in a blink. Here nothing comes back for the post, so that it stays. */
async function openFormPost(page: Page, { appUrl }: Site): Promise<void> {
  await page.route('**/acs', (route) => route.fulfill({ status: 204 }))
  await askToSignIn(page, appUrl, ana)
  const posted = page.waitForRequest('**/acs')
  await typePassword(page, ana)
  await posted
  await page.locator('form[action$="/acs"]').waitFor()
}
