import { once } from 'node:events'
import { postgresStore, type SqlStore } from '@launchpad-sso/sdk-node/postgres'
import { Client, Pool, type ClientBase, type ClientConfig, type PoolConfig } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { typedStore } from '../../packages/sdk-node/src/stores/typed-store.ts'
import { organization } from '../../packages/sdk-node/src/testing/organization-samples.ts'
import { startProcess } from '../../packages/sdk-node/test/stores/support/start-process.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
let config: PoolConfig
let stores: SqlStore[] = []
let listeners = 0
beforeAll(async () => {
  schemas = await createSchemas()
})
beforeEach(async () => {
  listeners += 1
  config = { ...(await schemas.create()), application_name: `launchpad-test-${listeners}` }
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
const listenTo = async (store: SqlStore, heard: () => void): Promise<() => Promise<void>> => {
  if (store.changes.listen === null) throw new Error('wanted a store that tells of changes')
  return store.changes.listen(heard)
}
/** Connections of this test that listen. */
const countListening = async (admin: Pool): Promise<number> => {
  const found = await admin.query(
    `select pid from pg_stat_activity where application_name = $1 and query like 'listen %'`,
    [config.application_name],
  )
  return found.rows.length
}

describe('a store that listens', () => {
  test('hears of what another instance writes', async () => {
    const [one, other] = [openStore(), openStore()]
    const heard = vi.fn<() => void>()
    await listenTo(other, heard)
    await one.organizations.insert(organization('acme'))
    await vi.waitFor(() => expect(heard).toHaveBeenCalled())
    expect(await other.changes.list(0, 10)).toEqual([
      { sequence: 1, kind: 'organization', key: 'acme', organizationId: 'acme' },
    ])
  })

  test('takes no connection of the pool, and one for all who listen, until the last one stops', async () => {
    const [admin, pool] = [schemas.openPool({ ...config, application_name: 'admin' }), schemas.openPool(config)]
    const store = openStore(pool)
    const stops = await Promise.all([listenTo(store, () => {}), listenTo(store, () => {})])
    expect(pool.totalCount).toBe(0)
    expect(await countListening(admin)).toBe(1)
    await stops[0]()
    await stops[0]()
    expect(await countListening(admin)).toBe(1)
    await stops[1]()
    await vi.waitFor(async () => expect(await countListening(admin)).toBe(0))
  })

  test('comes back when its connection is lost, and says that something may have been missed', async () => {
    const admin = schemas.openPool({ ...config, application_name: 'admin' })
    const store = openStore()
    await store.migrate()
    const heard = vi.fn<() => void>()
    await listenTo(store, heard)
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and query like 'listen %'`,
      [config.application_name],
    )
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1), 10_000)
    await store.organizations.insert(organization('acme'))
    await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), 10_000)
  })

  test('ends that connection when it is closed, and listens no more', async () => {
    const admin = schemas.openPool({ ...config, application_name: 'admin' })
    const store = openStore()
    await listenTo(store, () => {})
    await store.close()
    await vi.waitFor(async () => expect(await countListening(admin)).toBe(0))
    await expect(listenTo(store, () => {})).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
  })

  test('says so when it cannot, and can be asked again', async () => {
    const pool = new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' })
    const store = typedStore(openStore(pool))
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(store.changes.listen?.(() => {})).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    await pool.end()
  })

  test('keeps the password that the pool hides', async () => {
    const passwords: unknown[] = []
    class Watched extends Client {
      constructor(options: ClientConfig) {
        super(options)
        passwords.push(options.password)
      }
    }
    const pool = schemas.openPool({
      ...config,
      password: 'hidden',
      Client: Watched as unknown as new () => ClientBase,
    })
    await listenTo(openStore(pool), () => {})
    expect(passwords).toEqual(['hidden'])
  })

  test('is one whose pool says how it connects', () => {
    const pool = schemas.openPool(config)
    expect(postgresStore({ connect: () => pool.connect() }).changes.listen).toBeNull()
  })

  test('keeps no process alive', async () => {
    const { child, kill } = await startProcess('listening-process.ts', { store: { type: 'postgres', config } })
    const messages: unknown[] = []
    child.on('message', (message) => messages.push(message))
    const [code] = (await once(child, 'exit')) as [number | null]
    await kill()
    expect([code, messages]).toEqual([0, ['listening']])
  })
})
