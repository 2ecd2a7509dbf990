import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/launch-chromium.ts'
import { ana } from './support/people.ts'
import { screens, type Site } from './support/screens.ts'
import { signIn } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { startPickerApp, type PickerApp } from './support/start-picker-app.ts'
import { visit } from './support/visit.ts'

const folder = fileURLToPath(new URL('screenshots', import.meta.url))
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

let demo: Demo
let chromium: Browser
let picker: PickerApp
let site: Site
/** What Ana's browser holds once she is signed in. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium(), mkdir(folder, { recursive: true })])
  picker = await startPickerApp(demo.launchpadUrl)
  site = { ...demo, ...picker }
  await visit(chromium, {}, async (page, context) => {
    await signIn(page, demo.appUrl, ana)
    signedIn = await context.storageState()
  })
})

afterAll(async () => {
  await chromium?.close()
  await picker?.stop()
  expect(await demo?.stop()).toBe(0)
})

describe.each(screens)('the page $name', (screen) => {
  it('can be read by everybody, fits a phone, and makes pictures', () => {
    const options = {
      viewport: desktop,
      failures: screen.status === undefined ? [] : [screen.status],
      ...(screen.signedIn ? { storageState: signedIn } : {}),
    }
    return visit(chromium, options, async (page) => {
      await screen.open(page, site)
      expect(await describePage(page)).toEqual({
        lang: 'en',
        hasTitle: true,
        headings: 1,
        mains: 1,
        nameless: [],
        duplicateIds: [],
      })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `${folder}/${screen.name}-${colorScheme}.png`, fullPage: true })
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(phone)
      const { needed, given } = await page.evaluate(() => ({
        needed: document.scrollingElement!.scrollWidth,
        given: window.innerWidth,
      }))
      expect(needed).toBeLessThanOrEqual(given)
      await page.screenshot({ path: `${folder}/${screen.name}-390.png`, fullPage: true })
    })
  })
})

/** What a person who does not see the page has to hold on to. */
function describePage(page: Page): Promise<object> {
  return page.evaluate(() => {
    const toName = (element: Element): string => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      const text = [element.getAttribute('aria-label'), ...[element, ...labels].map((one) => one.textContent)]
      return text.join('').trim()
    }
    const controls = [...document.querySelectorAll('input:not([type=hidden]), button, a[href], summary')]
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return {
      lang: document.documentElement.lang,
      hasTitle: /\S · \S/.test(document.title),
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      nameless: controls.filter((element) => toName(element) === '').map((element) => element.outerHTML),
      duplicateIds: ids.filter((id, index) => ids.indexOf(id) !== index),
    }
  })
}
