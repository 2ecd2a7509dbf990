import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sqliteStore } from '../sqlite-store.ts'
import type { Engine } from './engine.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations } from './migrations/migrations.ts'
import { openSqlite } from './sqlite/open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-migrate-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newPath = (): string => join(folder, `${(files += 1)}.db`)
const open = async (path: string): Promise<Engine> => openSqlite(path, 'normal')

const table =
  (name: string): Migration['statements'][number] =>
  (db) =>
    db.schema.createTable(name).addColumn('id', 'text', (column) => column.notNull().primaryKey())
const failing: Migration['statements'][number] = () => ({ execute: () => Promise.reject(new Error('power failure')) })

describe('migrations', () => {
  test('are numbered without gaps, in the order in which they are applied', () => {
    const numbers = migrations.map(({ id }) => Number(/^(\d{4})-[a-z-]+$/.exec(id)?.[1]))
    expect(numbers).toEqual(migrations.map((_, index) => index + 1))
  })

  test('are applied once, and a second run changes nothing', async () => {
    const store = sqliteStore(newPath(), { migrate: false })
    expect(await store.migrate()).toEqual(migrations.map(({ id }) => id))
    expect(await store.migrate()).toEqual([])
    expect(await store.users.find('acme', 'u1')).toBeNull()
  })

  test('are asked for when nobody applied them and the store may not', async () => {
    const store = sqliteStore(newPath(), { migrate: false })
    await expect(store.users.find('acme', 'u1')).rejects.toThrow(
      /CONFIG_INVALID: the database lacks the migrations 0001-logins-and-users.*: call the store's migrate\(\)/,
    )
    await store.migrate()
    expect(await store.users.find('acme', 'u1')).toBeNull()
  })

  test('are applied by one of many that start at once', async () => {
    const path = newPath()
    const stores = Array.from({ length: 8 }, () => sqliteStore(path))
    const applied = await Promise.all(stores.map((store) => store.migrate()))
    expect(applied.filter((ids) => ids.length > 0)).toHaveLength(1)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('leave nothing behind when one fails in the middle, and go on from there', async () => {
    const engine = await open(newPath())
    const first = { id: '0001-first', statements: [table('first')] }
    await migrate(engine, [first])
    const broken = { id: '0002-second', statements: [table('second'), failing] }
    await expect(migrate(engine, [first, broken])).rejects.toThrow('power failure')
    expect(await engine.hasTable('second')).toBe(false)
    const mended = { id: '0002-second', statements: [table('second')] }
    expect(await migrate(engine, [first, mended])).toEqual(['0002-second'])
    expect(await engine.hasTable('second')).toBe(true)
  })

  test('of a newer version are left alone', async () => {
    const engine = await open(newPath())
    const [first, second] = ['0001-first', '0002-second'].map((id) => ({
      id,
      statements: [table(`t${id.slice(0, 4)}`)],
    }))
    if (first === undefined || second === undefined) throw new Error('two were made')
    await migrate(engine, [first, second])
    expect(await migrate(engine, [first])).toEqual([])
  })

  test('index what is swept: expired rows are found without reading the others', async () => {
    const engine = await open(newPath())
    await migrate(engine)
    for (const [name, key] of [['launchpad_logins', 'id'] as const, ['launchpad_replays', 'key_hash'] as const]) {
      const plan = await engine.run((db) => {
        const expired = `select ${key} from ${name} where expires_at <= 1 order by expires_at limit 500`
        return db.executeQuery<{ detail: string }>({
          sql: `explain query plan delete from ${name} where ${key} in (${expired})`,
          parameters: [],
          query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
          queryId: { queryId: '1' },
        })
      })
      const steps = plan.rows.map(({ detail }) => detail)
      expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
      expect(steps.join('\n')).toContain(`${name}_expiry`)
    }
  })
})
