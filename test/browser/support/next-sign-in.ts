import type { Locator, Page } from 'playwright-core'
import type { Person } from './people.ts'
import { typePassword } from './sign-in.ts'

/** Our form, on whatever page it stands. */
export function findSignInForm(page: Page): Locator {
  return page.locator('[data-launchpad="sign-in-form"]')
}

/** Types the address into our form, and goes where it leads. */
export async function typeEmailIntoForm(page: Page, { email }: Person): Promise<void> {
  const form = findSignInForm(page)
  await form.getByRole('textbox').fill(email)
  await form.locator('button[type=submit]').click()
}

/** From the form to the identity service and back to `path`. */
export async function signInByForm(page: Page, appUrl: string, person: Person, path: string): Promise<void> {
  await typeEmailIntoForm(page, person)
  await typePassword(page, person)
  await page.waitForURL(`${appUrl}${path}`)
}

/** From the start page to the dashboard. */
export async function signInAtHome(page: Page, appUrl: string, person: Person): Promise<void> {
  await page.goto(`${appUrl}/`)
  await signInByForm(page, appUrl, person, '/dashboard')
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** By the menu at the top. */
export async function signOutByMenu(page: Page): Promise<void> {
  await page.locator('[data-launchpad="user-menu-button"]').click()
  await page.locator('[data-launchpad="sign-out-button-action"]').click()
}
