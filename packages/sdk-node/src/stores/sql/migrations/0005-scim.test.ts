import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { scimGroup, scimUser } from '../../../testing/scim-samples.ts'
import { connection, organization } from '../../../testing/organization-samples.ts'
import type { Engine } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { createSqlParts, type SqlParts } from '../sql-parts.ts'
import { openSqlite } from '../sqlite/open-sqlite.ts'
import { scim } from './0005-scim.ts'
import { migrations } from './migrations.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-scim-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** As the version before wrote them. */
async function insertOld(engine: Engine, id: string): Promise<void> {
  const common = { organization_id: 'acme', source: 'jit', created_at: 0, updated_at: 0, version: 3 }
  const user = {
    ...common,
    id,
    email: `${id}@acme.test`,
    username: id,
    username_key: id,
    status: 'active',
    roles: '[]',
  }
  const group = { ...common, id: `g-${id}`, connection_id: 'acme-c', name: `Name of ${id}` }
  await engine.transact(async (db) => {
    await db.insertInto('launchpad_users').values(user as never).execute() // prettier-ignore
    await db.insertInto('launchpad_groups').values(group as never).execute() // prettier-ignore
    await db.insertInto('launchpad_memberships').values({ group_id: group.id, user_id: id }).execute()
  })
}

/** A database of the version before, with somebody in it, and what the store makes of it. */
async function migrateOld(name: string): Promise<{ readonly engine: Engine; readonly parts: SqlParts }> {
  const engine = await openSqlite(join(folder, name), 'normal')
  await migrate(
    engine,
    migrations.filter(({ id }) => id < scim.id),
  )
  await insertOld(engine, 'u1')
  expect(await migrate(engine)).toContain(scim.id)
  // An instance of the version before may still be running.
  await insertOld(engine, 'u2')
  const parts = createSqlParts(engine)
  await parts.organizations.insert(organization('acme'))
  await parts.connections.insert(connection('acme-c', 'acme'))
  return { engine, parts }
}

test('people and groups from before are no SCIM client’s, and can be replaced', async () => {
  const { engine, parts } = await migrateOld('old.db')
  const { users, groups } = parts
  for (const id of ['u1', 'u2']) {
    const user = await users.find('acme', id)
    const group = await groups.find('acme', `g-${id}`)
    expect([user?.scimConnectionId, user?.scimAttributes, group?.scimAttributes]).toEqual([null, null, null])
    if (user === null || group === null) throw new Error('both were inserted')
    expect(await users.replace({ ...user, name: 'Ana S.', version: 4 })).toBe(true)
    expect(await groups.replace({ ...group, name: `New ${id}`, version: 4 })).toBe(true)
    expect(await groups.listMembers({ groupId: group.id, limit: 10 })).toEqual([id])
  }
  expect([await users.countOfScim('acme-c'), await groups.countOfScim('acme-c')]).toEqual([0, 0])
  await engine.close()
})

test('people and groups from before can become a SCIM client’s', async () => {
  const { engine, parts } = await migrateOld('adopted.db')
  const { users, groups } = parts
  expect(await users.replace(scimUser('u1', 'acme', { externalId: 'E-1', version: 4 }))).toBe(true)
  expect(await groups.replace(scimGroup('g-u1', 'acme', 'Buyers', { version: 4 }))).toBe(true)
  expect((await users.findOfScim('acme-c', { externalId: 'E-1' }))?.id).toBe('u1')
  expect((await users.listOfScimByEmail('acme-c', 'u1@acme.test')).map(({ id }) => id)).toEqual(['u1'])
  expect((await groups.listOfScimByName('acme-c', 'BUYERS')).map(({ id }) => id)).toEqual(['g-u1'])
  expect([await users.countOfScim('acme-c'), await groups.countOfScim('acme-c')]).toEqual([1, 1])
  await engine.close()
})

test('does nothing when it was done before, statement by statement', async () => {
  const { engine, parts } = await migrateOld('twice.db')
  await parts.users.insert(scimUser('u3', 'acme'), null)
  for (const statement of scim.statements) await engine.run(async (db) => statement(db).execute())
  expect(await parts.users.countOfScim('acme-c')).toBe(1)
  expect(await parts.users.count('acme')).toBe(3)
  await engine.close()
})
