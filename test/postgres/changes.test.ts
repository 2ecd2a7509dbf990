import { postgresStore, type SqlStore } from '@launchpad-sso/sdk-node/postgres'
import type { Pool, PoolConfig } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../packages/sdk-node/src/ports/organization-store.ts'
import { domain, organization } from '../../packages/sdk-node/src/testing/organization-samples.ts'
import { group, link, loginEvent, twenty, user } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { describeKilledRecordWriter } from '../../packages/sdk-node/test/stores/support/describe-killed-record-writer.ts'
import { createFailingPool, failFirst, pgError } from './support/failing-pool.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
let config: PoolConfig
let stores: SqlStore[] = []
beforeAll(async () => {
  schemas = await createSchemas()
})
beforeEach(async () => {
  config = await schemas.create()
})
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()))
  stores = []
})
afterAll(() => schemas.stop())

const openStore = (pool: Pool = schemas.openPool(config)): SqlStore => {
  const store = postgresStore(pool)
  stores.push(store)
  return store
}
describe('changes in PostgreSQL', () => {
  test('become visible in the order of their numbers, whoever writes', async () => {
    const writers = [openStore(), openStore(), openStore(), openStore()]
    const reader = openStore()
    const seen: Change[] = []
    let done = false
    const read = async (): Promise<void> => {
      for (let last = false; !last;) {
        last = done
        const more = (await reader.changes.list(seen.length, 1000)) ?? []
        expect(more.map(({ sequence }) => sequence)).toEqual(more.map((_, index) => seen.length + index + 1))
        seen.push(...more)
      }
    }
    await reader.migrate()
    const reading = read()
    await Promise.all(
      twenty.map(async (index) => {
        const { organizations } = writers[index % writers.length] ?? openStore()
        for (let version = 1; version <= 10; version += 1) {
          const record = { ...organization(`o${index}`), version }
          const write = version === 1 ? organizations.insert : organizations.replace
          expect(await write(record, [loginEvent(`e${index}-${version}`, 'acme')])).toBe(true)
        }
      }),
    )
    done = true
    await reading
    expect(seen).toHaveLength(200)
  })

  const statements = [
    /^insert into "launchpad_organizations"/,
    /^insert into "launchpad_events"/,
    /^insert into "launchpad_change_head"/,
    /^insert into "launchpad_changes"/,
    /^commit$/,
  ]
  test.each(statements)('that were undone at %s are written again, once', async (pattern) => {
    const pool = schemas.openPool(config)
    await openStore(pool).migrate()
    const store = postgresStore(createFailingPool(pool, failFirst(3, pattern, '40001')))
    expect(await store.organizations.insert(organization('acme'), [loginEvent('e', 'acme')])).toBe(true)
    expect(await store.changes.list(0, 10)).toHaveLength(1)
    expect(await store.events.head('acme')).toMatchObject({ sequence: 1 })
  })

  test.each(statements)('that fail for good at %s leave nothing, and no gap', async (pattern) => {
    const pool = schemas.openPool(config)
    const whole = openStore(pool)
    await whole.migrate()
    const { organizations } = postgresStore(createFailingPool(pool, failFirst(1, pattern, '57P01')))
    const event = [loginEvent('e', 'acme')]
    await expect(organizations.insert(organization('acme'), event)).rejects.toMatchObject({ code: '57P01' })
    expect(await whole.organizations.find('acme')).toBeNull()
    expect(await whole.organizations.insert(organization('acme'), event)).toBe(true)
    expect((await whole.changes.list(0, 10))?.map(({ sequence }) => sequence)).toEqual([1])
  })

  test('name also what was added to an organization while it was removed', async () => {
    const pool = schemas.openPool(config)
    const other = openStore()
    await other.organizations.insert(organization('acme'))
    let added = false
    const { organizations } = postgresStore({
      connect: async () => {
        const client = await pool.connect()
        return {
          release: (destroy) => client.release(destroy),
          query: async (query) => {
            // The domains there were are gone, the organization is not yet.
            if (!added && query.text.startsWith('delete from "launchpad_groups"'))
              added = await other.domains.insert(domain('acme', 'acme.test'))
            return client.query(query)
          },
        }
      },
    })
    expect(await organizations.remove('acme')).toBe(true)
    expect(added).toBe(true)
    expect(await other.domains.list('acme')).toEqual([])
    const told = (await other.changes.list(0, 10)) ?? []
    expect(told.map(({ kind }) => kind)).toEqual(['organization', 'domain', 'domain', 'organization'])
  })

  test('leave nobody who was written while their organization was removed', async () => {
    const pool = schemas.openPool(config)
    const other = openStore()
    await other.organizations.insert(organization('acme'))
    const added: boolean[] = []
    const { organizations } = postgresStore({
      connect: async () => {
        const client = await pool.connect()
        return {
          release: (destroy) => client.release(destroy),
          query: async (query) => {
            // Its people are gone, and it is not yet.
            if (query.text.startsWith('delete from "launchpad_organizations"')) {
              added.push(await other.users.insert(user('u1', 'acme', 'ana@acme.test'), link))
              added.push(await other.groups.insert(group('g1', 'acme', 'Buyers')))
            }
            return client.query(query)
          },
        }
      },
    })
    expect(await organizations.remove('acme')).toBe(true)
    expect(added).toEqual([true, true])
    expect(await other.users.findAnywhere('u1')).toBeNull()
    expect(await other.users.findByLink(link)).toBeNull()
    expect(await other.groups.find('acme', 'g1')).toBeNull()
  })

  test('are written where nobody can be told of them', async () => {
    const pool = schemas.openPool(config)
    const deaf = createFailingPool(pool, (statement) => (statement.startsWith('notify') ? pgError('0A000') : null))
    const { organizations } = postgresStore(deaf)
    expect(await organizations.insert(organization('acme'))).toBe(true)
    expect(deaf.statements.at(-2)).toMatch(/^notify/)
    expect(deaf.statements.slice(0, -2)).toContain('commit')
  })
})

describeKilledRecordWriter('PostgreSQL', async () => ({ type: 'postgres', config: await schemas.create() }))
