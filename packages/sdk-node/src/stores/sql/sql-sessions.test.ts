import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionRecords } from '../../ports/session-store.ts'
import { session } from '../../testing/session-samples.ts'
import { later, now } from '../../testing/store-samples.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { forgetSessionsOf } from './forget-sessions.ts'
import { migrate } from './migrate.ts'
import { sqlSessions } from './sql-sessions.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-sessions-'))
const path = join(folder, 'auth.db')
const asked: CompiledQuery[] = []
let engine: Engine
let watched: Engine
let sessions: SessionRecords
beforeAll(async () => {
  engine = await openSqlite(path, 'normal')
  await migrate(engine)
  const plugin = (db: Database): KyselyPlugin => ({
    transformQuery: ({ node, queryId }) => {
      asked.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const watch = (db: Database): Database => db.withPlugin(plugin(db))
  watched = {
    ...engine,
    run: (work) => engine.run((db) => work(watch(db))),
    transact: (work) => engine.transact((db) => work(watch(db))),
  }
  sessions = sqlSessions(watched)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

/** How the statements of this work find their rows. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  asked.length = 0
  await work()
  const explainer = await openSqlite(path, 'normal')
  const plans: string[] = []
  for (const { sql, parameters } of asked) {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
    const { rows } = await explainer.run((db) => db.executeQuery<{ readonly detail: string }>(explain))
    plans.push(...rows.map(({ detail }) => detail))
  }
  await explainer.close()
  return plans
}

const everything: readonly (readonly [string, string, () => Promise<unknown>])[] = [
  ['lists', 'of_user', () => sessions.list({ organizationId: 'acme', userId: 'u1', now, limit: 100 })],
  ['sweeps', 'end', () => sessions.sweep(now, 100)],
  ['forgets the sessions of an organization', 'of_user', () => watched.run((db) => forgetSessionsOf(db, 'acme'))],
  ['forgets the sessions of a person', 'of_user', () => watched.run((db) => forgetSessionsOf(db, 'acme', 'u1'))],
  ['notes a use', 'sqlite_autoindex', () => sessions.touch('s1', { lastSeenAt: now, expiresAt: now })],
]

test.each(everything)('%s without reading or sorting what it does not need', async (_, index, work) => {
  const plans = await plansOf(work)
  expect(plans.filter((detail) => /^SCAN launchpad_|TEMP B-TREE/.test(detail))).toEqual([])
  expect(plans.join('\n')).toContain(index)
})

test('sessions that ended go with the first one that begins, and none that may still be used', async () => {
  for (const id of ['old', 'older']) await sessions.insert(session(id, { endsAt: later(60) }))
  await sessions.insert(session('living'))
  await sqlSessions(engine).insert(session('new', { createdAt: later(120), endsAt: later(7200) }))
  const found = await Promise.all(['old', 'older', 'living', 'new'].map((id) => sessions.find(id)))
  expect(found.map((one) => one?.id ?? null)).toEqual([null, null, 'living', 'new'])
})
