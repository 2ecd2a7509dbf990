import process from 'node:process'
import { prepareOnce, type SqliteDatabase } from './sqlite-database.ts'

/** The few calls of `node:sqlite` that are used; the types of Node 20 do not know it. */
interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => {
    readonly prepare: (sql: string) => { readonly all: (...values: readonly unknown[]) => unknown[] }
    readonly exec: (sql: string) => void
    readonly close: () => void
  }
}

/**
 * SQLite as Node itself brings it (22.13 and newer); null where it does not. Not `import`: a bundler would look for a
 * package of that name.
 */
export function openNodeSqlite(path: string): SqliteDatabase | null {
  const sqlite = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined
  if (sqlite === undefined) return null
  const database = new sqlite.DatabaseSync(path)
  const prepare = prepareOnce((sql) => database.prepare(sql))
  return Object.freeze({
    all: (sql, values) => prepare(sql).all(...values),
    exec: (sql) => database.exec(sql),
    close: () => database.close(),
  } satisfies SqliteDatabase)
}
