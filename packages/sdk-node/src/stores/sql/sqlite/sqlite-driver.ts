import type { DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { SqliteDatabase } from './sqlite-database.ts'
import { createTurns } from './turns.ts'

/** What needs no write lock. */
const isRead = (sql: string): boolean => /^\s*(?:select|pragma|explain)\b/i.test(sql)

/**
 * One connection, used by one at a time. A transaction begins with the write lock: one that reads first and writes then
 * would fail when another process wrote in between. It does not count rows; ask for them by `returning`.
 *
 * A single statement that writes has a transaction of its own, and what begins and ends one is never a prepared statement: libsql does not
 * reset one that found the database locked, and while it stands there, every read sees the past.
 */
export function createSqliteDriver(database: SqliteDatabase): Driver {
  const turns = createTurns()
  let isInTransaction = false
  const begin = (): void => {
    database.exec('begin immediate')
    isInTransaction = true
  }
  const commit = (): void => {
    database.exec('commit')
    isInTransaction = false
  }
  const rollback = (): void => {
    isInTransaction = false
    try {
      database.exec('rollback')
    } catch {
      // SQLite has rolled back by itself (disk full); what made it do so is what the caller must hear.
    }
  }
  const write = (sql: string, parameters: readonly unknown[]): unknown[] => {
    begin()
    try {
      const rows = database.all(sql, parameters)
      commit()
      return rows
    } catch (error) {
      rollback()
      throw error
    }
  }
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) => {
      const rows = isInTransaction || isRead(sql) ? database.all(sql, parameters) : write(sql, parameters)
      return { rows } as QueryResult<R>
    },
    streamQuery: () => {
      throw new Error('streaming is not supported')
    },
  }
  return {
    init: async () => {},
    acquireConnection: async () => {
      await turns.take()
      return connection
    },
    releaseConnection: async () => turns.pass(),
    beginTransaction: async () => begin(),
    commitTransaction: async () => commit(),
    rollbackTransaction: async () => rollback(),
    destroy: async () => {
      await turns.take()
      database.close()
    },
  }
}
