import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../packages/sdk-node/src/stores/sql/migrate.ts'
import { scim } from '../../packages/sdk-node/src/stores/sql/migrations/0005-scim.ts'
import { migrations } from '../../packages/sdk-node/src/stores/sql/migrations/migrations.ts'
import { openPostgres } from '../../packages/sdk-node/src/stores/sql/postgres/open-postgres.ts'
import { makeScimStore, scimGroup, scimUser } from '../../packages/sdk-node/src/testing/scim-samples.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

/** As the version before wrote them. */
const oldRows = (from: number, to: number): string => `
  insert into launchpad_users (id, organization_id, email, username, username_key, status, source, roles, created_at, updated_at)
    select 'p' || n, 'acme', 'p' || n || '@acme.test', 'p' || n, 'p' || n, 'active', 'jit', '[]', 0, 0
    from generate_series(${from}, ${to}) as n;
  insert into launchpad_groups (id, organization_id, connection_id, name, source, created_at, updated_at, version)
    values ('g${from}', 'acme', 'acme-c', 'Buyers ${from}', 'jit', 0, 0, 1)`

describe('SCIM on PostgreSQL', () => {
  test('finds people and groups of the version before as they were, and lets a SCIM client have them', async () => {
    const pool = schemas.openPool(await schemas.create())
    const before = migrations.filter(({ id }) => id < scim.id)
    await migrate(openPostgres(pool, { prepare: false }), before)
    await pool.query(oldRows(1, 2))
    const { users, groups } = await makeScimStore(async () => postgresStore(pool))
    // An instance of the version before may still be running.
    await pool.query(oldRows(3, 4))
    expect(await users.count('acme')).toBe(4)
    expect(await users.find('acme', 'p1')).toMatchObject({
      source: 'jit',
      scimConnectionId: null,
      scimAttributes: null,
    })
    expect(await groups.find('acme', 'g3')).toMatchObject({ source: 'jit', scimAttributes: null })
    expect([await users.countOfScim('acme-c'), await groups.countOfScim('acme-c')]).toEqual([0, 0])
    for (const id of ['p1', 'p3']) expect(await users.replace(scimUser(id, 'acme', { version: 2 }))).toBe(true)
    for (const id of ['g1', 'g3'])
      expect(await groups.replace(scimGroup(id, 'acme', `Group ${id}`, { version: 2 }))).toBe(true)
    expect([await users.countOfScim('acme-c'), await groups.countOfScim('acme-c')]).toEqual([2, 2])
    expect((await users.listOfScimByEmail('acme-c', 'p3@acme.test')).map(({ id }) => id)).toEqual(['p3'])
  })

  test('amends a group by ten thousand members at once', async () => {
    const pool = schemas.openPool(await schemas.create())
    const { groups } = await makeScimStore(async () => postgresStore(pool))
    await pool.query(oldRows(10_000, 19_999))
    const people = Array.from({ length: 10_000 }, (_, index) => `p${index + 10_000}`)
    const buyers = scimGroup('g1', 'acme', 'Buyers')
    await groups.insert(buyers)
    expect(await groups.amend({ ...buyers, version: 2 }, { add: people, remove: ['nobody'] })).toBe(true)
    expect(await groups.countMembers('g1')).toBe(10_000)
    expect(await groups.listInside('g1', people)).toHaveLength(10_000)
    expect(await groups.amend({ ...buyers, version: 3 }, { add: [], remove: people.slice(1) })).toBe(true)
    expect(await groups.listMembers({ groupId: 'g1', limit: 10 })).toEqual(['p10000'])
  })
})
