import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from './support/launch-chromium.ts'
import { ana } from './support/people.ts'
import { screens, type Site } from './support/screens.ts'
import { signIn } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { startPickerApp, type PickerApp } from './support/start-picker-app.ts'
import { visit } from './support/visit.ts'

const rules: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
}

let demo: Demo
let chromium: Browser
let picker: PickerApp
let site: Site
let axe: string
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
  ;[demo, chromium, axe] = await Promise.all([startDemo(), launchChromium(), readFile(axePath, 'utf8')])
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
  it('breaks no rule of WCAG 2.2 AA that a program can check, in light and in dark', () => {
    const options = {
      // The scanner is a script of ours in a page that allows none.
      bypassCSP: true,
      failures: screen.status === undefined ? [] : [screen.status],
      ...(screen.signedIn ? { storageState: signedIn } : {}),
    }
    return visit(chromium, options, async (page) => {
      await screen.open(page, site)
      await page.evaluate(axe)
      const found: string[] = []
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        found.push(...(await findViolations(page)).map((violation) => `${colorScheme}: ${violation}`))
      }
      expect(found).toEqual([])
    })
  })
})

async function findViolations(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(how: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`))
}
