// Writes the parts of the documentation that the code already says. With `--check` it writes nothing and fails when
// a page is out of date. Needs a build.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { toErrorTable } from './docs/to-error-table.js'
import { toEventPage, toEventSchemas } from './docs/to-event-page.js'
import { toOptionTables } from './docs/to-option-tables.js'
import { root } from './run-command.js'

const pages = [
  { page: 'docs/errors.md', generate: toErrorTable },
  { page: 'docs/options.md', generate: toOptionTables },
  { page: 'docs/webhook-events.md', generate: toEventPage },
  // The whole file.
  { page: 'docs/schemas/events.json', generate: toEventSchemas },
]
const generated = /(<!-- generated: [^>]*-->\n)[\s\S]*(<!-- end of generated -->)/

for (const { page, generate } of pages) {
  const path = join(root, page)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const body = await generate(before)
  const text = path.endsWith('.md')
    ? before.replace(generated, (_all, start, end) => `${start}\n${body}\n\n${end}`)
    : body
  const after = await format(text, { ...(await resolveConfig(path)), filepath: path })
  if (after === before) continue
  if (process.argv.includes('--check')) {
    process.stdout.write(`${page} is out of date: run \`npm run build && node scripts/generate-docs.js\`\n`)
    process.exitCode = 1
  } else {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, after)
    process.stdout.write(`${page} written\n`)
  }
}
