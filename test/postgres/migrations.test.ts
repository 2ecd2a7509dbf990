import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../packages/sdk-node/src/stores/sql/migrate.ts'
import { migrations } from '../../packages/sdk-node/src/stores/sql/migrations/migrations.ts'
import { openPostgres } from '../../packages/sdk-node/src/stores/sql/postgres/open-postgres.ts'
import { createFailingPool, failFirst, pgError } from './support/failing-pool.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

let schemas: Schemas
beforeAll(async () => {
  schemas = await createSchemas()
})
afterAll(() => schemas.stop())

const ids = migrations.map(({ id }) => id)
const leaseMs = 300
const open = (pool: Parameters<typeof openPostgres>[0]) => openPostgres(pool, { prepare: false, leaseMs })

describe('migrations of PostgreSQL', () => {
  test('are applied by one of many instances that start at once', async () => {
    const config = { ...(await schemas.create()), max: 2 }
    const stores = Array.from({ length: 12 }, () => postgresStore(schemas.openPool(config)))
    const applied = await Promise.all(stores.map((store) => store.migrate()))
    expect(applied.filter((one) => one.length > 0)).toEqual([ids])
    const found = await Promise.all(stores.map((store) => store.users.find('acme', 'u1')))
    expect(found.every((one) => one === null)).toBe(true)
  })

  test('work with a pool of one connection', async () => {
    const pool = schemas.openPool({ ...(await schemas.create()), max: 1 })
    expect(await postgresStore(pool).migrate()).toEqual(ids)
  })

  test('take no lock of a session, and open no transaction around a change of the schema', async () => {
    const watched = createFailingPool(schemas.openPool(await schemas.create()), () => null)
    await postgresStore(watched).migrate()
    expect(watched.statements.filter((statement) => /advisory|^begin$/.test(statement))).toEqual([])
    expect(watched.statements.filter((statement) => statement.startsWith('create table')).length).toBeGreaterThan(4)
  })

  // Each waits for the lock of the one that died, so many are interrupted at once.
  test('go on where they were interrupted, wherever that was', { timeout: 240_000 }, async () => {
    const whole = createFailingPool(schemas.openPool(await schemas.create()), () => null)
    await migrate(open(whole))
    let next = 0
    const interruptEach = async (): Promise<void> => {
      for (let died = next++; died < whole.statements.length; died = next++) {
        const pool = schemas.openPool({ ...(await schemas.create()), max: 2 })
        let statements = 0
        // From here on nothing comes through, as from a process that was killed: not even the lock is given back.
        const dying = createFailingPool(pool, () => ((statements += 1) > died ? pgError('08006') : null))
        await migrate(open(dying)).catch(() => {})
        await migrate(open(pool))
        const { rows } = await pool.query('select id from launchpad_migrations order by id')
        expect(rows.map(({ id }: { id: string }) => id)).toEqual(ids)
        expect(await postgresStore(pool, { migrate: false }).users.find('acme', 'u1')).toBeNull()
        await pool.end()
      }
    }
    await Promise.all(Array.from({ length: 8 }, interruptEach))
    expect(next).toBeGreaterThan(whole.statements.length)
  })

  test.each([{ code: '23505', schema: 'pg_catalog' }, { code: '42P07' }])(
    'are done again when another instance created the same thing at the same moment: %j',
    async (fields) => {
      const failing = createFailingPool(
        schemas.openPool(await schemas.create()),
        failFirst(3, /^create/, fields.code, fields),
      )
      expect(await postgresStore(failing).migrate()).toEqual(ids)
    },
  )

  test('are done again when a conflict undid one', async () => {
    const failing = createFailingPool(schemas.openPool(await schemas.create()), failFirst(5, /^create/, '40001'))
    expect(await postgresStore(failing).migrate()).toEqual(ids)
  })

  test('ask for no right to change the schema when there is nothing to change', async () => {
    const pool = schemas.openPool(await schemas.create())
    await postgresStore(pool).migrate()
    const watched = createFailingPool(pool, () => null)
    await postgresStore(watched).users.find('acme', 'u1')
    expect(watched.statements.every((statement) => statement.startsWith('select'))).toBe(true)
  })

  test('end when another instance took over', async () => {
    const pool = schemas.openPool(await schemas.create())
    const slow = createFailingPool(pool, () => null)
    const taken = migrate(
      openPostgres(
        {
          connect: async () => {
            const client = await slow.connect()
            return {
              ...client,
              query: async (query) => {
                const result = await client.query(query)
                if (query.text.includes('"launchpad_users"'))
                  await pool.query("update launchpad_migration_lock set holder = 'another', held_until = 4102444800000")
                return result
              },
            }
          },
        },
        { prepare: false },
      ),
    )
    await expect(taken).rejects.toThrow('another instance took over')
    expect((await pool.query('select holder from launchpad_migration_lock')).rows).toEqual([{ holder: 'another' }])
  })
})
