import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../database.ts'
import type { Engine } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import { openSqlite } from './open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-open-sqlite-'))
const path = join(folder, 'auth.db')
let engine: Engine
let other: Engine
beforeAll(async () => {
  engine = await openSqlite(path, 'full')
  await migrate(engine)
  other = await openSqlite(path, 'full')
})
afterAll(async () => {
  await Promise.all([engine.close(), other.close()])
  rmSync(folder, { recursive: true })
})

const add = (db: Database, key: string): Promise<unknown> =>
  db.insertInto('launchpad_replays').values({ key_hash: key, expires_at: 0 }).execute()
const list = async (db: Database): Promise<readonly string[]> =>
  (await db.selectFrom('launchpad_replays').select('key_hash').orderBy('key_hash').execute()).map((row) => row.key_hash)

test('lets nobody write between what a transaction reads and what it writes', async () => {
  let attempts = 0
  let between: Promise<unknown> = Promise.resolve()
  await engine.transact(async (transaction) => {
    attempts += 1
    const before = await list(transaction)
    between = other.run((db) => add(db, 'between'))
    await new Promise(setImmediate)
    await add(transaction, `after ${before.length}`)
  })
  await between
  expect(attempts).toBe(1)
  expect(await engine.run(list)).toEqual(['after 0', 'between'])
})

test('undoes a transaction whose work fails, and goes on', async () => {
  const failing = engine.transact(async (transaction) => {
    await add(transaction, 'undone')
    throw new Error('changed its mind')
  })
  await expect(failing).rejects.toThrow('changed its mind')
  expect(await other.run(list)).not.toContain('undone')
  await engine.run((db) => add(db, 'next'))
  expect(await other.run(list)).toContain('next')
})

test('uses the SQLite that Node brings, where it brings one', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const database = openNodeSqlite(join(folder, 'node.db'))
  database?.close()
  expect(database !== null).toBe(major > 22 || (major === 22 && minor >= 13))
})
