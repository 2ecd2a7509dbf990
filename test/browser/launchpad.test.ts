import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { ana, bruno, people } from './support/people.ts'
import { openLaunchpad } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit } from './support/visit.ts'

let demo: Demo
let chromium: Browser

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium()])
})

afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

describe.each(people)('$name by $protocol', (person) => {
  it('opens the app from the tile without another prompt', () =>
    visit(chromium, {}, async (page, context) => {
      const prompts = await watchForPasswordFields(context)
      await openLaunchpad(page, demo.launchpadUrl, person)
      // The watch sees the one prompt there has to be.
      expect(prompts).toHaveLength(1)
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()

      const tab = context.waitForEvent('page')
      await page.getByRole('link', { name: 'Procurement' }).click()
      const app = await tab
      await app.waitForURL(`${demo.appUrl}/dashboard`)
      await app.getByRole('heading', { name: `Hello, ${person.firstName}` }).waitFor()
      expect(prompts).toHaveLength(1)
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)

      await app.getByRole('link', { name: 'Launchpad' }).click()
      await app.waitForURL(`${demo.launchpadUrl}/`)
    }))
})

it('asks for the password again after signing out of the Launchpad', () =>
  visit(chromium, {}, async (page) => {
    await openLaunchpad(page, demo.launchpadUrl, ana)
    await page.getByText(ana.name).first().click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await page.goto(`${demo.launchpadUrl}/launch/procurement-${ana.organization}`)
    await page.getByLabel('Password', { exact: true }).waitFor()
  }))

it('shows a person the applications of their own organization only', () =>
  visit(chromium, {}, async (page, context) => {
    await openLaunchpad(page, demo.launchpadUrl, ana)
    await page.getByRole('heading', { name: 'Hello, Ana' }).waitFor()
    expect(await page.getByRole('listitem').count()).toBe(1)
    const answer = await context.request.get(`${demo.launchpadUrl}/launch/procurement-${bruno.organization}`)
    expect(answer.status()).toBe(403)
  }))

/** Grows by the address of every document in which a password field ever stood, in any tab. */
async function watchForPasswordFields(context: BrowserContext): Promise<readonly string[]> {
  const prompts: string[] = []
  await context.exposeFunction('reportPasswordField', (url: string) => void prompts.push(url))
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const { reportPasswordField } = window as unknown as { reportPasswordField: (url: string) => void }
      if (document.querySelector('input[type=password]') !== null) reportPasswordField(location.href)
    })
  })
  return prompts
}
