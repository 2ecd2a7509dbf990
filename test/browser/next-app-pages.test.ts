import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describePage } from './support/describe-page.ts'
import { findViolations, readAxe } from './support/find-violations.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { nextScreens } from './support/next-screens.ts'
import { signInAtHome } from './support/next-sign-in.ts'
import { ana } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit } from './support/visit.ts'

const folder = fileURLToPath(new URL('screenshots', import.meta.url))
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** Down to here nothing may need scrolling in two directions. WCAG 2.2, 1.4.10 (Reflow) */
const narrowest = 320

let demo: Demo
let chromium: Browser
let axe: string
/** What Ana's browser holds once she is signed in. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[demo, chromium, axe] = await Promise.all([
    startDemo('next-app'),
    launchChromium(),
    readAxe(),
    mkdir(folder, { recursive: true }),
  ])
  await visit(chromium, {}, async (page, context) => {
    await signInAtHome(page, demo.appUrl, ana)
    signedIn = await context.storageState()
  })
})

afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

describe.each(nextScreens)('the page $name', (screen) => {
  it('has a language, a title and names, fits a phone, and breaks no rule of WCAG 2.2 AA in light or dark', () => {
    const options = {
      viewport: desktop,
      failures: screen.failures ?? [],
      ...(screen.signedIn ? { storageState: signedIn } : {}),
    }
    return visit(chromium, options, async (page) => {
      await screen.open(page, demo.appUrl)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await describePage(page)).toEqual({
        lang: 'en',
        product: 'Procurement',
        headings: 1,
        mains: 1,
        nameless: [],
        duplicateIds: [],
      })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: `${folder}/next-${screen.name}-${colorScheme}.png`, fullPage: true })
        expect({ colorScheme, violations: await findViolations(page, axe) }).toEqual({ colorScheme, violations: [] })
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(phone)
      await page.screenshot({ path: `${folder}/next-${screen.name}-390.png`, fullPage: true })
      for (const width of [phone.width, narrowest]) {
        await page.setViewportSize({ ...phone, width })
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(width)
      }
    })
  })
})
