import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loginEvent } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { root } from './source-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-export-'))
afterAll(() => rmSync(folder, { recursive: true }))
let lines: readonly string[]

beforeAll(async () => {
  const page = readFileSync(join(root, 'docs/events.md'), 'utf8')
  const script = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  writeFileSync(join(folder, 'verify.mjs'), script)
  const store = memoryStore()
  const auth = createAuth({
    baseUrl: 'http://127.0.0.1:3000',
    secrets: ['test-secret-'.repeat(4)],
    connections: [],
    store,
  })
  const odd = { ...loginEvent('odd', 'acme'), userAgent: 'é🙂\u2028"\\\ud83d\t' }
  await store.events.append([loginEvent('e1', 'acme'), odd, loginEvent('e3', 'acme'), loginEvent('e4', 'acme')])
  const exported: string[] = []
  for await (const line of auth.events.exportJsonLines({ organizationId: 'acme' })) exported.push(line)
  lines = exported
})

const verify = async (exported: readonly string[]): Promise<string> => {
  writeFileSync(join(folder, 'events.jsonl'), exported.join(''))
  const run = promisify(execFile)(process.execPath, ['verify.mjs'], { cwd: folder })
  return run.then(({ stdout }) => stdout).catch((error: unknown) => String(error))
}

test('the script in docs/events.md finds an export whole', async () => {
  expect(await verify(lines)).toMatch(/^whole up to {\s+sequence: 4,/)
})
test.each<[string, (exported: readonly string[]) => readonly string[]]>([
  ['a changed line', (all) => all.map((line, index) => (index === 2 ? line.replace('192.0.2.1', '192.0.2.2') : line))],
  ['a line left out', (all) => all.filter((_line, index) => index !== 2)],
  ['lines that changed places', ([one = '', two = '', three = '', four = '']) => [one, two, four, three]],
])('the script in docs/events.md finds %s', async (_what, change) => {
  expect(await verify(change(lines))).toContain('the log is broken at event 3')
})
