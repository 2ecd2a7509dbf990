import { requirePackage } from '../../require-package.ts'
import { prepareOnce, type SqliteDatabase } from './sqlite-database.ts'

/**
 * SQLite from a prebuilt package, for Node 20.
 *
 * @throws AuthError CONFIG_INVALID when it is not installed
 */
export async function openLibsql(path: string): Promise<SqliteDatabase> {
  const { default: Libsql } = await requirePackage(
    'libsql',
    // Bundlers must leave it alone: it loads a binary, and on a newer Node it need not be there.
    () => import(/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ 'libsql'),
    'sqliteStore on a Node without node:sqlite (before 22.13)',
  )
  const database = new Libsql(path)
  const prepare = prepareOnce((sql) => database.prepare(sql))
  return Object.freeze({
    all: (sql, values) => prepare(sql).all([...values]),
    exec: (sql) => void database.exec(sql),
    close: () => void database.close(),
  } satisfies SqliteDatabase)
}
