import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openSqlite } from '../../src/stores/sql/sqlite/open-sqlite.ts'
import { describeKilledRecordWriter } from './support/describe-killed-record-writer.ts'
import { describeKilledWriter } from './support/describe-killed-writer.ts'
import { describeTwoApps } from './support/describe-two-apps.ts'
import { startApp } from './support/start-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-processes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const apps = join(folder, 'apps.db')
describeTwoApps('one SQLite file, each in its own process', (options) =>
  startApp({ store: { type: 'sqlite', path: apps, synchronous: 'full' }, options }),
)

for (const synchronous of ['full', 'normal'] as const) {
  const path = join(folder, `${synchronous}.db`)
  describeKilledWriter(
    `a SQLite file, synchronous ${synchronous}`,
    async () => ({ type: 'sqlite', path, synchronous }),
    () => openSqlite(path, synchronous),
  )
}

describeKilledRecordWriter('a SQLite file', async () => ({
  type: 'sqlite',
  path: join(folder, 'records.db'),
  synchronous: 'full',
}))
