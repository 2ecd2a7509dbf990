import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openPostgres } from '../../packages/sdk-node/src/stores/sql/postgres/open-postgres.ts'
import { typedStore } from '../../packages/sdk-node/src/stores/typed-store.ts'
import { later, link, loginEvent, now, pendingLogin, user } from '../../packages/sdk-node/src/testing/store-samples.ts'
import { createFailingPool, failFirst, pgError } from './support/failing-pool.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
let pool: pg.Pool
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())
beforeEach(async () => {
  pool = schemas.openPool(await schemas.create())
  await postgresStore(pool).migrate()
})

const ana = user('u1', 'acme', 'ana@acme.test')
const count = async (table: string): Promise<number> =>
  Number((await pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n)

describe('a transaction that failed because of others', () => {
  const statements = [/^begin$/, /^insert into "launchpad_users"/, /^insert into "launchpad_links"/, /^commit$/]
  const cases = ['40001', '40P01', 'YB001'].flatMap((code) => statements.map((pattern) => [code, pattern] as const))

  test.each(cases)('with %s at %s is done again as a whole, and leaves one effect', async (code, pattern) => {
    const failing = createFailingPool(pool, failFirst(3, pattern, code))
    expect(await postgresStore(failing).users.insert(ana, link)).toBe(true)
    expect(failing.statements.filter((statement) => statement === 'begin')).toHaveLength(4)
    expect([await count('launchpad_users'), await count('launchpad_links')]).toEqual([1, 1])
  })

  test('takes a login once, and claims a key once', async () => {
    const failing = createFailingPool(pool, failFirst(3, /launchpad_(logins|replays)/, '40001'))
    const store = postgresStore(failing)
    await store.logins.put(pendingLogin('login-a'))
    expect(await store.logins.take('login-a', now)).toEqual(pendingLogin('login-a'))
    expect(await store.logins.take('login-a', now)).toBeNull()
    const again = postgresStore(createFailingPool(pool, failFirst(3, /launchpad_replays/, 'YB001')))
    expect(await again.replays.claim('c:1', later(60), now)).toBe(true)
    expect(await again.replays.claim('c:1', later(60), now)).toBe(false)
  })

  test('is given up after a bounded number of attempts, with nothing written', async () => {
    const failing = createFailingPool(pool, (statement) => (statement === 'commit' ? pgError('40001') : null))
    const { users } = typedStore(postgresStore(failing))
    await expect(users.insert(ana, link)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', status: 503 })
    expect(failing.statements.filter((statement) => statement === 'begin')).toHaveLength(30)
    expect([await count('launchpad_users'), await count('launchpad_links')]).toEqual([0, 0])
  })
})

describe('a write with its events', () => {
  const drafts = [loginEvent('e1', 'acme'), loginEvent('e2', 'acme')]
  const statements = [
    /^insert into "launchpad_event_heads"/,
    /^insert into "launchpad_events"/,
    /^update "launchpad_event_heads"/,
    /^commit$/,
  ]
  test.each(statements)('that was undone at %s is done again, with the same events, once', async (pattern) => {
    const failing = createFailingPool(pool, failFirst(3, pattern, '40001'))
    const store = postgresStore(failing)
    expect(await store.users.insert(ana, link, drafts)).toBe(true)
    expect(await count('launchpad_users')).toBe(1)
    const written = await store.events.list({ organizationId: 'acme', limit: 10 })
    expect(written.map(({ id, sequence }) => [id, sequence])).toEqual([
      ['e1', 1],
      ['e2', 2],
    ])
    expect(await store.events.head('acme')).toEqual({ sequence: 2, hash: written[1]?.hash })
  })

  test.each(statements)('that fails for good at %s leaves nothing of either', async (pattern) => {
    const failing = createFailingPool(pool, failFirst(1, pattern, '57P01'))
    await expect(postgresStore(failing).users.insert(ana, link, drafts)).rejects.toMatchObject({ code: '57P01' })
    const tables = ['launchpad_users', 'launchpad_links', 'launchpad_events', 'launchpad_event_heads']
    expect(await Promise.all(tables.map(count))).toEqual([0, 0, 0, 0])
  })
})

describe('a transaction that failed otherwise', () => {
  test.each(['57P01', '08006', '40003', '53300'])('with %s is not done twice', async (code) => {
    const failing = createFailingPool(pool, failFirst(1, /^commit$/, code))
    await expect(postgresStore(failing).users.insert(ana, link)).rejects.toMatchObject({ code })
    expect(failing.statements.filter((statement) => statement === 'begin')).toHaveLength(1)
  })

  test('because the row is there is an answer, at the first attempt', async () => {
    const failing = createFailingPool(pool, () => null)
    const { users } = postgresStore(failing)
    await users.insert(ana, link)
    expect(await users.insert(user('u2', 'acme', 'ana@acme.test'), { ...link, subject: 'other' })).toBe(false)
    expect(failing.statements.filter((statement) => statement === 'begin')).toHaveLength(2)
  })

  test('and cannot be rolled back gives its connection back as broken, and says what came first', async () => {
    const failing = createFailingPool(pool, (statement) =>
      statement === 'commit' || statement === 'rollback' ? pgError(statement === 'commit' ? '57P01' : '08006') : null,
    )
    await expect(postgresStore(failing).users.insert(ana, link)).rejects.toMatchObject({ code: '57P01' })
    expect(failing.released.filter(Boolean)).toHaveLength(1)
  })

  test('without anybody noticing is not taken for written', async () => {
    const quiet = createFailingPool(pool, () => null)
    const { users } = postgresStore({
      connect: async () => {
        const client = await quiet.connect()
        return {
          ...client,
          query: async (query) => client.query(query.text === 'commit' ? { text: 'rollback', values: [] } : query),
        }
      },
    })
    await expect(users.insert(ana, link)).rejects.toThrow('wanted COMMIT, got ROLLBACK')
  })
})

test('a connection that is lost in the middle of a transaction fails that, and neither the process nor the next one', async () => {
  const engine = openPostgres(pool, { prepare: false })
  const admin = schemas.openPool(pool.options)
  const working = engine.transact(async (transaction) => {
    const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await admin.query('select pg_terminate_backend($1)', [rows[0]?.pid])
    // Between two statements nobody waits for an answer that could fail.
    await vi.waitUntil(async () => {
      const found = await admin.query('select 1 from pg_stat_activity where pid = $1', [rows[0]?.pid])
      return found.rows.length === 0
    })
    await new Promise(setImmediate)
    await transaction.selectFrom('launchpad_users').select('id').execute()
  })
  await expect(working).rejects.toThrow(/terminat|not queryable/)
  expect(await count('launchpad_users')).toBe(0)
})

test('a connection that was asked in vain is not asked again', async () => {
  const quick = schemas.openPool({ ...pool.options, query_timeout: 100, max: 1 })
  const engine = openPostgres(quick, { prepare: false })
  const slow = engine.run((db) => sql`select pg_sleep(3)`.execute(db))
  await expect(slow).rejects.toThrow('timeout')
  const { rows } = await engine.run((db) => sql<{ readonly n: number }>`select 1 as n`.execute(db))
  expect(rows).toEqual([{ n: 1 }])
})

test('two transactions that wait for each other both come through, one of them at its second attempt', async () => {
  const engine = openPostgres(pool, { prepare: false })
  const met = new Set<string>()
  let attempts = 0
  const write = (first: string, second: string): Promise<void> =>
    engine.transact(async (transaction) => {
      attempts += 1
      for (const key of [first, second]) {
        const row = { key_hash: key, expires_at: 0 }
        const skip = transaction
          .insertInto('launchpad_replays')
          .values(row)
          .onConflict((same) => same.doNothing())
        await skip.execute()
        met.add(key)
        // Each holds one row before either asks for the other's.
        while (met.size < 2) await new Promise(setImmediate)
      }
    })
  await Promise.all([write('a', 'b'), write('b', 'a')])
  expect(attempts).toBe(3)
  expect(await count('launchpad_replays')).toBe(2)
})
