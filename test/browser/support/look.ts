import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describePage } from './describe-page.ts'
import { findViolations, readAxe } from './find-violations.ts'

const folder = fileURLToPath(new URL('../screenshots', import.meta.url))
const phone = { width: 390, height: 844 }
/** Down to here nothing may need scrolling in two directions. WCAG 2.2, 1.4.10 (Reflow) */
const narrowest = 320

/** Takes pictures of the page as it is, light, dark and on a phone, and holds it to WCAG 2.2 AA. */
export async function look(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const axe = await readAxe()
  const before = page.viewportSize()
  expect(await describePage(page)).toMatchObject({ headings: 1, mains: 1, nameless: [], duplicateIds: [] })
  await page.setViewportSize({ width: 1280, height: 800 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true })
    expect({ colorScheme, violations: await findViolations(page, axe) }).toEqual({ colorScheme, violations: [] })
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  await page.screenshot({ path: `${folder}/${name}-390.png`, fullPage: true })
  for (const width of [phone.width, narrowest]) {
    await page.setViewportSize({ ...phone, width })
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(width)
  }
  if (before !== null) await page.setViewportSize(before)
}
