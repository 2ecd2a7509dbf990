import { closeSync, openSync } from 'node:fs'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import { AuthError } from '../../../model/auth-error.ts'
import type { Tables } from '../database.ts'
import type { Engine } from '../engine.ts'
import { createQueries } from '../queries.ts'
import { retry } from '../retry.ts'
import { openLibsql } from './libsql.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import type { SqliteDatabase } from './sqlite-database.ts'
import { createSqliteDriver } from './sqlite-driver.ts'

/**
 * How long SQLite itself waits for another's write. It blocks the process meanwhile, and with it a second store of this
 * process that holds the lock; so it is short, and `retry` waits on without blocking.
 */
const busyTimeoutMs = 10

/** Opens the file, and creates it when it is not there. */
export async function openSqlite(path: string, synchronous: 'full' | 'normal'): Promise<Engine> {
  const database = await openDatabase(path, synchronous)
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => createSqliteDriver(database),
      createIntrospector: (any) => new SqliteIntrospector(any),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  const queries = createQueries(db)
  return Object.freeze({
    ...queries,
    locksRows: false,
    // SQLite tells nobody of another's write.
    announce: async () => {},
    hasTable: async (name) => {
      const found = sql`select 1 from sqlite_master where type = 'table' and name = ${name}`
      return (await queries.run((any) => found.execute(any))).rows.length > 0
    },
    // The write lock keeps the others out, and a crash undoes everything.
    takeMigrationTurn: (work) =>
      queries.transact((transaction) =>
        work({ db: transaction, apply: async (statement) => void (await statement(transaction).execute()) }),
      ),
    close: () => db.destroy(),
  } satisfies Engine)
}

async function openDatabase(path: string, synchronous: 'full' | 'normal'): Promise<SqliteDatabase> {
  const database = await openFile(path)
  try {
    await retry(async () => setUp(database, path, synchronous))
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

async function openFile(path: string): Promise<SqliteDatabase> {
  try {
    // Nobody else on the machine needs to read who signs in. SQLite gives its other files the same mode.
    closeSync(openSync(path, 'a', 0o600))
    return openNodeSqlite(path) ?? (await openLibsql(path))
  } catch (cause) {
    if (cause instanceof AuthError) throw cause
    throw new AuthError('STORE_UNAVAILABLE', `${path} cannot be opened: ${String(cause)}`, { cause })
  }
}

/**
 * A file in WAL mode loses nothing when a process is killed. With `full`, nothing either when the machine loses power: a new
 * user would get another id at the next sign-in, and a used reply would be new again.
 */
function setUp(database: SqliteDatabase, path: string, synchronous: 'full' | 'normal'): void {
  database.all(`pragma busy_timeout = ${busyTimeoutMs}`, [])
  const [mode] = database.all('pragma journal_mode = wal', []) as readonly { readonly journal_mode: string }[]
  if (mode?.journal_mode !== 'wal')
    throw new AuthError(
      'CONFIG_INVALID',
      `${path}: wanted journal mode wal, got ${String(mode?.journal_mode)}: is it on a network file system?`,
    )
  database.all(`pragma synchronous = ${synchronous}`, [])
  database.all('pragma foreign_keys = on', [])
}
