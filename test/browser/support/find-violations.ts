import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const rules: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
}

/** Reads the scanner. It is a script, but comes in by the debugging protocol, which asks no policy of the page. */
export function readAxe(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
}

/** Rules of WCAG 2.2 AA that the page breaks, as far as a program can tell: the rule, the element, and what to do. */
export async function findViolations(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: { run(how: RunOptions): Promise<AxeResults> } }).axe.run(options),
    rules,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`))
}
