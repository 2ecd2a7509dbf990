import type { DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { SqliteDatabase } from './sqlite-database.ts'
import { createTurns } from './turns.ts'

/**
 * One connection, used by one at a time. A transaction begins with the write lock: one that reads first and writes then
 * would fail when another process wrote in between. It does not count rows; ask for them by `returning`.
 */
export function createSqliteDriver(database: SqliteDatabase): Driver {
  const turns = createTurns()
  const execute = (sql: string): void => void database.all(sql, [])
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) =>
      ({ rows: database.all(sql, parameters) }) as QueryResult<R>,
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
    beginTransaction: async () => execute('begin immediate'),
    commitTransaction: async () => execute('commit'),
    rollbackTransaction: async () => {
      try {
        execute('rollback')
      } catch {
        // SQLite has rolled back by itself (disk full); what made it do so is what the caller must hear.
      }
    },
    destroy: async () => {
      await turns.take()
      database.close()
    },
  }
}
