import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { later, now, pendingLogin } from '../../testing/store-samples.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { sqlLogins } from './sql-logins.ts'
import { sqlReplays } from './sql-replays.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'
import { createSweeper } from './sweep.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-sweep-'))
let engine: Engine
beforeAll(async () => {
  engine = await openSqlite(join(folder, 'sweep.db'), 'normal')
  await migrate(engine)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

const count = async (table: 'launchpad_logins' | 'launchpad_replays'): Promise<number> => {
  const { rows } = await engine.run(async (db) => ({ rows: await db.selectFrom(table).select('expires_at').execute() }))
  return rows.length
}

test('removes logins that nobody came back for, and none that may still be finished', async () => {
  const logins = sqlLogins(engine)
  for (let index = 0; index < 100; index += 1) await logins.put(pendingLogin(`login-${index}`))
  const tomorrow = { ...pendingLogin('login-tomorrow'), expiresAt: later(86_400) }
  await sqlLogins(engine).put(tomorrow)
  expect(await count('launchpad_logins')).toBe(1)
  await sqlLogins(engine).put(pendingLogin('login-late'))
  expect(await logins.take('login-tomorrow', now)).toEqual(tomorrow)
})

test('removes claims that have expired, and none that still hold', async () => {
  const replays = sqlReplays(engine)
  for (let index = 0; index < 50; index += 1) await replays.claim(`old:${index}`, later(60), now)
  await replays.claim('held', later(600), now)
  await sqlReplays(engine).claim('new', later(600), later(120))
  expect(await count('launchpad_replays')).toBe(2)
  expect(await replays.claim('held', later(900), later(120))).toBe(false)
})

test('sweeps at the first call and every hundredth after it', async () => {
  const swept: number[] = []
  const sweep = createSweeper(async (expiredBy) => swept.push(expiredBy))
  for (let call = 1; call <= 201; call += 1) await sweep(call)
  expect(swept).toEqual([1, 101, 201])
})

test('lets no failed sweep fail what its caller came for', async () => {
  await createSweeper(async () => Promise.reject(new Error('disk full')))(1)
})
