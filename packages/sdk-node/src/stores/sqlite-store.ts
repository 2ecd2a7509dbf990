import { AuthError } from '../model/auth-error.ts'
import { requirePackage } from './require-package.ts'
import { createSqlStore, type SqlStore, type SqlStoreOptions } from './sql-store.ts'

/** What {@link sqliteStore} takes beside the path. */
export interface SqliteStoreOptions extends SqlStoreOptions {
  /**
   * `normal` writes faster: a killed process still loses nothing, but when the machine loses power the last writes may be
   * undone.
   *
   * @default 'full'
   */
  readonly synchronous?: 'full' | 'normal'
}

/**
 * A store in one SQLite file, for one machine: it survives restarts, and several processes may use it at once. Needs the
 * package `kysely`, and on a Node without `node:sqlite` (before 22.13) `libsql`.
 *
 * @param path of the file, which the first call creates; its folder must be there, on a disk of this machine.
 * @throws AuthError CONFIG_INVALID for a path that names no file.
 *
 * @example
 * const auth = createAuth({ …, store: sqliteStore('./auth.db') })
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqlStore {
  // `:memory:` would be another database for every process, and `file:` or `libsql:` another place than it looks like.
  if (path === '' || path.startsWith(':') || /^[a-z][a-z\d+.-]+:/i.test(path))
    throw new AuthError(
      'CONFIG_INVALID',
      `sqliteStore: wanted the path of a file, got '${path}' (for tests there is memoryStore)`,
    )
  return createSqlStore(
    'sqlite',
    async () => {
      const load = () => import('./sql/sqlite/open-sqlite.ts')
      return (await requirePackage('kysely', load, 'sqliteStore')).openSqlite(path, options.synchronous ?? 'full')
    },
    options,
  )
}
