import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeSeveralWorkers } from '../../test/support/describe-several-workers.ts'
import { sqliteStore } from '../sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-workers-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
describeSeveralWorkers('SQLite file', async () => {
  const path = join(folder, `${(files += 1)}.db`)
  return [0, 1].map(() => sqliteStore(path, { synchronous: 'normal' }))
})
