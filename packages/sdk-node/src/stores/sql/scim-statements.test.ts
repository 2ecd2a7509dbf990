import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../../ports/store.ts'
import { makeScimStore, scimGroup, scimToken, scimUser, toAttributes } from '../../testing/scim-samples.ts'
import { group, user } from '../../testing/store-samples.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import { createSqlParts, type SqlParts } from './sql-parts.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-scim-'))
const path = join(folder, 'auth.db')
const asked: CompiledQuery[] = []
let engine: Engine
let parts: SqlParts
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
  parts = createSqlParts({
    ...engine,
    run: (work) => engine.run((db) => work(watch(db))),
    transact: (work) => engine.transact((db) => work(watch(db))),
  })
  await makeScimStore(async () => parts as unknown as Store)
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true })
})

/** What each statement is and of which table, and that none of them reads a whole table. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  asked.length = 0
  await work()
  const statements = [...asked]
  // On a connection of its own: libsql takes the explanation of a write for a write that never ends.
  const explainer = await openSqlite(path, 'normal')
  for (const { sql, parameters } of statements) {
    const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
    const { rows } = await explainer.run((db) => db.executeQuery<{ readonly detail: string }>(explain))
    const slow = rows.filter(({ detail }) => /^SCAN launchpad_|TEMP B-TREE/.test(detail))
    expect(slow.map(({ detail }) => `${detail}: ${sql}`)).toEqual([])
  }
  await explainer.close()
  return statements.map(({ sql }) => /^(\w+) .*?"launchpad_(\w+)"/.exec(sql)?.slice(1, 3).join(' ') ?? sql)
}

const ana = scimUser('u1', 'acme', { externalId: 'E-1' })

test('a SCIM user costs three statements to add, and one to change', async () => {
  const { users } = parts
  expect(await statementsOf(() => users.insert(ana, null))).toEqual([
    'insert users',
    'insert scim_emails',
    'insert scim_counts',
  ])
  const renamed = { ...ana, name: 'Ana S.', scimAttributes: { ...ana.scimAttributes, displayName: 'Ana S.' } }
  expect(await statementsOf(() => users.replace({ ...renamed, version: 2 }))).toEqual(['update users'])
  const readdressed = { ...ana, scimAttributes: toAttributes('u1', 'new@acme.test'), version: 3 }
  expect(await statementsOf(() => users.replace(readdressed))).toEqual([
    'update users',
    'select users',
    'update users',
    'delete scim_emails',
    'insert scim_emails',
  ])
})

test('a user of no SCIM client costs what they cost without SCIM', async () => {
  const { users } = parts
  const bruno = user('u2', 'acme', 'bruno@acme.test')
  expect(await statementsOf(() => users.insert(bruno, null))).toEqual(['insert users'])
  expect(await statementsOf(() => users.replace({ ...bruno, version: 2 }))).toEqual(['update users'])
  const buyers = group('g0', 'acme', 'By hand', null)
  expect(await statementsOf(() => parts.groups.insert(buyers))).toEqual(['insert groups'])
})

test('a group costs a statement for its row, one for what comes and one for what goes', async () => {
  const { groups } = parts
  const buyers = scimGroup('g1', 'acme', 'Buyers')
  expect(await statementsOf(() => groups.insert(buyers))).toEqual(['insert groups', 'insert scim_counts'])
  const members = { add: ['u1'], remove: ['u2'] }
  expect(await statementsOf(() => groups.amend({ ...buyers, version: 2 }, members))).toEqual([
    'update groups',
    'delete memberships',
    'insert memberships',
  ])
})

test.each<readonly [string, (parts: SqlParts) => Promise<unknown>]>([
  ['a user by username', ({ users }) => users.findOfScim('acme-c', { username: 'Ana' })],
  ['a user by external id', ({ users }) => users.findOfScim('acme-c', { externalId: 'E-1' })],
  ['users by address', ({ users }) => users.listOfScimByEmail('acme-c', 'ana@acme.test')],
  ['a page of users', ({ users }) => users.listOfScim({ connectionId: 'acme-c', after: 'u0', offset: 5, limit: 9 })],
  ['how many users there are', ({ users }) => users.countOfScim('acme-c')],
  ['who was removed', ({ users }) => users.findRemovedOfScim('acme-c', 'E-1')],
  ['many users', ({ users }) => users.findMany(['u1', 'u2', 'u3'])],
  ['a group by external id', ({ groups }) => groups.findByExternalId('acme', 'acme-c', 'G-1')],
  ['groups by name', ({ groups }) => groups.listOfScimByName('acme-c', 'Buyers')],
  ['a page of groups', ({ groups }) => groups.listOfScim({ connectionId: 'acme-c', after: 'g0', offset: 5, limit: 9 })],
  ['how many groups there are', ({ groups }) => groups.countOfScim('acme-c')],
  ['who of many is inside', ({ groups }) => groups.listInside('g1', ['u1', 'u2', 'u3'])],
  ['the groups of many', ({ groups }) => groups.listOfUsers(['u1', 'u2', 'u3'])],
  ['a token', ({ scimTokens }) => scimTokens.findByHash('hash')],
  ['the tokens of a connection', ({ scimTokens }) => scimTokens.list('acme', 'acme-c')],
  ['that a token was used', ({ scimTokens }) => scimTokens.touch('t1', new Date(0))],
])('%s: one statement, from an index', async (_, ask) => {
  expect(await statementsOf(() => ask(parts))).toHaveLength(1)
})

test('removing a user, a token, a connection or an organization reads no whole table', async () => {
  await parts.scimTokens.insert(scimToken('t1', 'acme'))
  await statementsOf(() => parts.users.remove('acme', 'u1'))
  await statementsOf(() => parts.scimTokens.remove('acme', 'acme-c', 't1'))
  await statementsOf(() => parts.connections.remove('acme', 'acme-c'))
  await statementsOf(() => parts.organizations.remove('globex'))
  expect(await parts.users.find('acme', 'u1')).toBeNull()
})
