import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { ana, people } from './support/people.ts'
import { askToSignIn, signIn, typeEmail, typePassword } from './support/sign-in.ts'
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
  it('types the e-mail on the start page, signs in at the identity service and lands on the dashboard', () =>
    visit(chromium, {}, async (page) => {
      await page.goto(`${demo.appUrl}/`)
      await page.getByLabel('Work e-mail').fill(person.email)
      await page.getByRole('button', { name: 'Continue with e-mail' }).click()

      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(new URL(page.url()).origin).toBe(demo.launchpadUrl)
      await page.getByLabel('Username').fill(person.username)
      await page.getByLabel('Password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Sign in' }).click()

      await page.waitForURL(`${demo.appUrl}/dashboard`)
      await page.getByRole('heading', { name: `Hello, ${person.firstName}` }).waitFor()
      const me = await page.goto(`${demo.appUrl}/me`)
      expect(await me?.json()).toMatchObject({
        user: { email: person.email, name: person.name },
        organization: person.organization,
        connection: person.connection,
      })
    }))

  it('comes back to the page that was asked for', () =>
    visit(chromium, {}, async (page) => {
      await page.goto(`${demo.appUrl}/dashboard`)
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await typeEmail(page, person)
      await typePassword(page, person)
      await page.waitForURL(`${demo.appUrl}/dashboard`)
      await page.getByRole('heading', { name: `Hello, ${person.firstName}` }).waitFor()
    }))

  it('ends the session with the sign-out button', () =>
    visit(chromium, {}, async (page, context) => {
      await signIn(page, demo.appUrl, person)
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)
      await page.getByText(person.name).first().click()
      await page.getByRole('button', { name: 'Sign out' }).click()

      await page.waitForURL(`${demo.appUrl}/`)
      await page.getByRole('button', { name: 'Continue with e-mail' }).waitFor()
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
      const me = await context.request.get(`${demo.appUrl}/me`, { headers: { accept: 'application/json' } })
      expect(me.status()).toBe(401)
    }))

  it('signs in side by side in two tabs', () =>
    visit(chromium, {}, async (first, context) => {
      const second = await context.newPage()
      await askToSignIn(first, demo.appUrl, person)
      await askToSignIn(second, demo.appUrl, person)
      for (const tab of [first, second]) {
        await tab.bringToFront()
        await typePassword(tab, person)
        await tab.waitForURL(`${demo.appUrl}/dashboard`)
        await tab.getByRole('heading', { name: `Hello, ${person.firstName}` }).waitFor()
      }
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)
    }))

  it('signs in where scripts are switched off', () =>
    visit(chromium, { javaScriptEnabled: false }, async (page, context) => {
      await askToSignIn(page, demo.appUrl, person)
      await typePassword(page, person)
      if (person.protocol === 'SAML') await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(`${demo.appUrl}/dashboard`)
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)
    }))
})

it('asks again after a wrong password and keeps the username', () =>
  visit(chromium, { failures: [422] }, async (page, context) => {
    await askToSignIn(page, demo.appUrl, ana)
    await typePassword(page, { ...ana, password: 'not-the-password' })
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Username').inputValue()).toBe(ana.username)
    expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
    await page.getByLabel('Password', { exact: true }).fill(ana.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL(`${demo.appUrl}/dashboard`)
  }))
