import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, type DatabaseConnection } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLibsql } from './libsql.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import type { SqliteDatabase } from './sqlite-database.ts'
import { createSqliteDriver } from './sqlite-driver.ts'

let folder: string
let other: SqliteDatabase
let ours: SqliteDatabase
let driver: ReturnType<typeof createSqliteDriver>
let connection: DatabaseConnection

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-driver-'))
  const path = join(folder, 'auth.db')
  const open = async (): Promise<SqliteDatabase> => openNodeSqlite(path) ?? (await openLibsql(path))
  ;[other, ours] = [await open(), await open()]
  for (const database of [other, ours]) {
    database.exec('pragma busy_timeout = 5')
    database.all('pragma journal_mode = wal', [])
  }
  other.exec('create table t (x integer primary key)')
  driver = createSqliteDriver(ours)
  connection = await driver.acquireConnection()
})
afterEach(() => {
  other.close()
  ours.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (sql: string): Promise<unknown[]> => (await connection.executeQuery(CompiledQuery.raw(sql))).rows
const count = async (): Promise<unknown> => (await ask('select count(*) as n from t'))[0]

test('who has found the database locked reads what the other wrote', async () => {
  other.exec('begin immediate')
  other.exec('insert into t values (1)')
  await expect(driver.beginTransaction(connection, {})).rejects.toThrow('locked')
  await expect(ask('insert into t values (9)')).rejects.toThrow('locked')
  expect(await count()).toEqual({ n: 0 })
  other.exec('commit')
  expect(await count()).toEqual({ n: 1 })
  other.exec('insert into t values (2)')
  expect(await count()).toEqual({ n: 2 })
  await driver.beginTransaction(connection, {})
  await ask('insert into t values (3)')
  await driver.commitTransaction(connection)
  expect(await count()).toEqual({ n: 3 })
})

test('a statement that is refused leaves no transaction behind', async () => {
  await ask('insert into t values (1)')
  await expect(ask('insert into t values (1)')).rejects.toThrow('UNIQUE')
  other.exec('insert into t values (2)')
  expect(await count()).toEqual({ n: 2 })
})

test('a transaction that is rolled back leaves nothing', async () => {
  await driver.beginTransaction(connection, {})
  await ask('insert into t values (1) returning x')
  await driver.rollbackTransaction(connection)
  expect(await count()).toEqual({ n: 0 })
})
