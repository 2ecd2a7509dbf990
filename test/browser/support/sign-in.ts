import type { Page } from 'playwright-core'
import type { Person } from './people.ts'

/** Types the address into the form of the start page, and goes where it leads. */
export async function askToSignIn(page: Page, appUrl: string, person: Person): Promise<void> {
  await page.goto(`${appUrl}/`)
  await typeEmail(page, person)
}

/** On any page that asks for the address. */
export async function typeEmail(page: Page, { email }: Person): Promise<void> {
  await page.locator('input[name=email]').fill(email)
  await page.getByRole('button').click()
}

/** At the identity service. By name and not by label, because people read other languages. */
export async function typePassword(page: Page, { username, password }: Person): Promise<void> {
  await page.locator('input[name=username]').fill(username)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
}

/** From the start page to the dashboard. */
export async function signIn(page: Page, appUrl: string, person: Person): Promise<void> {
  await askToSignIn(page, appUrl, person)
  await typePassword(page, person)
  await page.waitForURL(`${appUrl}/dashboard`)
}

/** From the identity service's own address to the Launchpad. */
export async function openLaunchpad(page: Page, launchpadUrl: string, person: Person): Promise<void> {
  await page.goto(`${launchpadUrl}/`)
  await typePassword(page, person)
  await page.waitForURL(`${launchpadUrl}/`)
}
