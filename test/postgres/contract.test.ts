import { postgresStore, type PostgresStoreOptions } from '@launchpad-sso/sdk-node/postgres'
import { describeStore } from '@launchpad-sso/sdk-node/testing'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { later, now, user } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

const makeStore = async (options: PostgresStoreOptions = {}, ...settings: readonly string[]) =>
  postgresStore(schemas.openPool(await schemas.create(...settings)), options)

describeStore('postgres', () => makeStore(), { describe, test })
describeStore('postgres, statements prepared', () => makeStore({ prepare: true }), { describe, test })
// Where every transaction may fail with 40001, as on CockroachDB.
describeStore('postgres, serializable', () => makeStore({}, 'default_transaction_isolation=serializable'), {
  describe,
  test,
})

describe('a PostgreSQL store', () => {
  test('connects to nothing until its first call', async () => {
    const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' })
    const store = postgresStore(pool)
    await new Promise(setImmediate)
    expect(pool.totalCount).toBe(0)
    await store.close()
    expect(pool.totalCount).toBe(0)
    await pool.end()
  })

  test('gives its pool back usable: it is not ended, and its parsers are as they were', async () => {
    const pool = schemas.openPool(await schemas.create())
    const store = postgresStore(pool)
    expect(await store.replays.claim('c:1', later(60), now)).toBe(true)
    await store.close()
    expect((await pool.query('select expires_at from launchpad_replays')).rows).toEqual([
      { expires_at: String(later(60).getTime()) },
    ])
    await expect(store.replays.claim('c:2', later(60), now)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  })

  test('works with a pool of one connection', async () => {
    const { users } = postgresStore(schemas.openPool({ ...(await schemas.create()), max: 1 }))
    const people = Array.from({ length: 50 }, (_, index) => user(`u${index}`, 'acme', `u${index}@acme.test`))
    const inserts = people.map((one) => users.insert(one, { connectionId: 'c', subject: one.id }))
    expect((await Promise.all(inserts)).filter(Boolean)).toHaveLength(50)
  })

  test('tries again at the next call when the server was not there at the first', async () => {
    const pool = schemas.openPool(await schemas.create())
    let down = true
    const store = postgresStore({
      connect: async () => (down ? Promise.reject(new Error('ECONNREFUSED')) : pool.connect()),
    })
    await expect(store.users.find('acme', 'u1')).rejects.toThrow('ECONNREFUSED')
    down = false
    expect(await store.users.find('acme', 'u1')).toBeNull()
  })
})
