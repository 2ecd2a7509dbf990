import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { group, user } from '../../testing/store-samples.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { sqlGroups } from './sql-groups.ts'
import { sqlUsers } from './sql-users.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-memberships-'))
const path = join(folder, 'auth.db')
let engine: Engine
beforeAll(async () => {
  engine = await openSqlite(path, 'normal')
  await migrate(engine)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

/** The same engine, and what it was asked. */
function watch(): { readonly watched: Engine; readonly asked: CompiledQuery[] } {
  const asked: CompiledQuery[] = []
  const plugin = (transaction: Database): KyselyPlugin => ({
    transformQuery: ({ node, queryId }) => {
      asked.push(transaction.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const transact: Engine['transact'] = (work) => engine.transact((any) => work(any.withPlugin(plugin(any))))
  return { watched: { ...engine, transact }, asked }
}

test('a change of memberships reads no group, and costs a statement for what comes and one for what goes', async () => {
  for (const id of ['u1', 'u2', 'u3']) await sqlUsers(engine).insert(user(id, 'acme', `${id}@acme.test`), null)
  await sqlGroups(engine).insert(group('g1', 'acme', 'Buyers'))
  const { watched, asked } = watch()
  const add = ['u1', 'u2', 'u3'].map((userId) => ({ groupId: 'g1', userId }))
  expect(await sqlGroups(watched).change({ add, remove: [{ groupId: 'g1', userId: 'u3' }] })).toBe(true)
  expect(asked.map(({ sql }) => /^\w+ \w+ "\w+"/.exec(sql)?.[0])).toEqual([
    'delete from "launchpad_memberships"',
    'insert into "launchpad_memberships"',
  ])
  // On a connection of its own: libsql takes the explanation of a write for a write that never ends.
  const explainer = await openSqlite(path, 'normal')
  for (const { sql, parameters } of asked) {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
    const { rows } = await explainer.run((db) => db.executeQuery<{ readonly detail: string }>(explain))
    expect(rows.filter(({ detail }) => detail.startsWith('SCAN launchpad_'))).toEqual([])
  }
  await explainer.close()
})

test('takes more memberships in one step than a statement takes', async () => {
  const ids = Array.from({ length: 200 }, (_, index) => `${index}`)
  for (const id of ids) {
    await sqlUsers(engine).insert(user(`many-${id}`, 'acme', `many-${id}@acme.test`), null)
    await sqlGroups(engine).insert(group(`many-${id}`, 'acme', `group ${id}`))
  }
  const all = ids.flatMap((groupId) => ids.map((userId) => ({ groupId: `many-${groupId}`, userId: `many-${userId}` })))
  const groups = sqlGroups(engine)
  expect(await groups.change({ add: all, remove: all })).toBe(true)
  expect(await groups.countMembers('many-0')).toBe(200)
  expect(await groups.listOfUsers(ids.map((id) => `many-${id}`))).toHaveLength(40_000)
  expect(await groups.change({ add: [], remove: all })).toBe(true)
  expect(await groups.countMembers('many-199')).toBe(0)
})
