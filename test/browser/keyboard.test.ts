import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { expectFocus, tabTo, typePasswordByKeys } from './support/keys.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { ana, bruno } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { startPickerApp, type PickerApp } from './support/start-picker-app.ts'
import { visit } from './support/visit.ts'

let demo: Demo
let chromium: Browser
let picker: PickerApp

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium()])
  picker = await startPickerApp(demo.launchpadUrl)
})

afterAll(async () => {
  await chromium?.close()
  await picker?.stop()
  expect(await demo?.stop()).toBe(0)
})

it('signs in from the start page and out again with Tab and Enter alone', () =>
  visit(chromium, {}, async (page, context) => {
    await page.goto(`${demo.appUrl}/`)
    await tabTo(page, page.getByLabel('Work e-mail'))
    await page.keyboard.type(ana.email)
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await typePasswordByKeys(page, ana)
    await page.waitForURL(`${demo.appUrl}/dashboard`)

    await tabTo(page, page.locator('summary'))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${demo.appUrl}/`)
    expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
  }))

it('signs in from a deep link, where the first field waits for the e-mail, by pressing the buttons', () =>
  visit(chromium, {}, async (page) => {
    await page.goto(`${demo.appUrl}/dashboard`)
    await expectFocus(page.getByLabel('Work e-mail'))
    await page.keyboard.type(bruno.email)
    await tabTo(page, page.getByRole('button', { name: 'Continue with e-mail' }))
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await typePasswordByKeys(page, bruno, async () => {
      await tabTo(page, page.getByRole('button', { name: 'Sign in' }))
    })
    await page.waitForURL(`${demo.appUrl}/dashboard`)
  }))

it('opens the app from its tile', () =>
  visit(chromium, {}, async (page, context) => {
    await page.goto(`${demo.launchpadUrl}/`)
    await typePasswordByKeys(page, ana)
    await page.waitForURL(`${demo.launchpadUrl}/`)
    await tabTo(page, page.getByRole('link', { name: 'Procurement' }))
    const tab = context.waitForEvent('page')
    await page.keyboard.press('Enter')
    await (await tab).waitForURL(`${demo.appUrl}/dashboard`)
  }))

it('picks one of several connections', () =>
  visit(chromium, {}, async (page) => {
    await page.goto(picker.pickerUrl)
    await tabTo(page, page.getByRole('link', { name: 'Staff account' }))
    await tabTo(page, page.getByRole('link', { name: 'Partner account' }))
    const chosen = page.waitForRequest(/connection=partner/)
    // Where it leads is not of this test: the identity service does not know this app.
    await page.route(/connection=partner/, (route) => route.fulfill({ status: 204 }))
    await page.keyboard.press('Enter')
    await chosen
  }))

it('starts again from an error page', () =>
  visit(chromium, { failures: [404] }, async (page) => {
    await page.goto(`${demo.appUrl}/auth/login?email=someone@example.test&return_to=/dashboard`)
    await tabTo(page, page.getByRole('link', { name: 'Start again' }))
    await page.keyboard.press('Enter')
    await expectFocus(page.getByLabel('Work e-mail'))
  }))

it('hands over with the button of the form-post page where scripts are switched off', () =>
  visit(chromium, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${demo.appUrl}/auth/login?email=${ana.email}&return_to=/dashboard`)
    await typePasswordByKeys(page, ana)
    await page.getByRole('heading', { name: 'Taking you to Procurement' }).waitFor()
    await tabTo(page, page.getByRole('button', { name: 'Continue' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${demo.appUrl}/dashboard`)
  }))
