import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import type { Reporter, TestModule } from 'vitest/node'
import type { StoreName } from './describe-conformance.ts'
import type { Requirement } from './read-requirements.ts'

type Verdicts = Partial<Record<StoreName, string>>
type Table = Map<string, Map<string, { readonly requirement: Requirement; readonly verdicts: Verdicts }>>

const stores: readonly StoreName[] = ['memory', 'SQLite', 'PostgreSQL']
const page = join(import.meta.dirname, '../../../docs/scim-conformance.md')
const words: Readonly<Record<string, string>> = { passed: 'pass', failed: '**fail**' }

/**
 * Prints which requirement of which section holds on which store. With `SCIM_CONFORMANCE=write` it is written to the documentation.
 */
export default class ConformanceReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const table = collect(modules)
    if (table.size === 0) return
    process.stdout.write(`\n${toText(table)}\n`)
    if (process.env['SCIM_CONFORMANCE'] !== 'write') return
    writeFileSync(page, await format(toPage(table), { ...(await resolveConfig(page)), filepath: page }))
  }
}

function collect(modules: readonly TestModule[]): Table {
  const table: Table = new Map()
  // Modules end in any order; the stores do not.
  for (const module of modules)
    for (const test of module.children.allTests()) {
      const { conformance } = test.meta()
      if (conformance === undefined) continue
      const { title, proves, section, store } = conformance
      const rows = table.get(title) ?? new Map<string, never>()
      table.set(title, rows)
      const name = `${section}: ${proves}`
      const row = rows.get(name) ?? { requirement: { title, proves, section }, verdicts: {} }
      rows.set(name, { ...row, verdicts: { ...row.verdicts, [store]: words[test.result().state] ?? 'not run' } })
    }
  return table
}

const verdictsOf = (verdicts: Verdicts): readonly string[] => stores.map((store) => verdicts[store] ?? 'not run')

function toText(table: Table): string {
  const lines = [...table].flatMap(([title, rows]) => [
    '',
    `${title.padEnd(112)}${stores.map((store) => store.padStart(11)).join('')}`,
    ...[...rows.values()].map(({ requirement: { proves, section }, verdicts }) => {
      const cells = verdictsOf(verdicts).map((word) => word.replaceAll('*', '').padStart(11))
      return `  ${section.padEnd(20)} ${proves.padEnd(89)}${cells.join('')}`
    }),
  ])
  const all = [...table.values()].flatMap((rows) => [...rows.values()])
  const counts = stores.map((store) => {
    const passed = all.filter(({ verdicts }) => verdicts[store] === 'pass').length
    return `${store} ${passed} of ${all.length}`
  })
  return [...lines, '', `requirements that hold: ${counts.join(', ')}`].join('\n')
}

function toPage(table: Table): string {
  const parts = [...table].map(([title, rows]) => {
    const head = `## ${title}\n\n| requirement | section | ${stores.join(' | ')} |\n| --- | --- | --- | --- | --- |`
    const lines = [...rows.values()].map(
      ({ requirement: { proves, section }, verdicts }) =>
        `| ${escape(proves)} | ${section} | ${verdictsOf(verdicts).join(' | ')} |`,
    )
    return [head, ...lines].join('\n')
  })
  return [intro, ...parts].join('\n\n')
}

const escape = (text: string): string => text.replaceAll(/[|*_`<>[\]]/g, '\\$&')

const intro = `# SCIM conformance

What \`npm run test:scim\` replays, request by request, on each store: what the identity providers send, as they send it, and the
examples of the standards. \`SCIM_CONFORMANCE=write npm run test:scim\` writes this page.`
