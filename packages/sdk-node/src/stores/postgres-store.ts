import { requirePackage } from './require-package.ts'
import { createChangeListener } from './sql/postgres/change-listener.ts'
import type { PostgresPool } from './sql/postgres/postgres-pool.ts'
import { createSqlStore, type SqlStore, type SqlStoreOptions } from './sql-store.ts'

/** What {@link postgresStore} takes beside the pool. */
export interface PostgresStoreOptions extends SqlStoreOptions {
  /**
   * Gives statements a name, so that PostgreSQL parses and plans each once per connection. Not behind a pooler in transaction
   * mode that does not know prepared statements (PgBouncer before 1.21).
   *
   * @default false
   */
  readonly prepare?: boolean
}

/**
 * A store in PostgreSQL, for any number of instances. Needs the package `kysely`.
 *
 * @param pool the `Pool` of `pg`, or one made in its likeness. It stays yours: end it yourself, and listen to its `error`.
 *
 * @example
 * const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
 * const auth = createAuth({ …, store: postgresStore(pool) })
 */
export function postgresStore(pool: PostgresPool, options: PostgresStoreOptions = {}): SqlStore {
  return createSqlStore(
    'postgres',
    async () => {
      const load = () => import('./sql/postgres/open-postgres.ts')
      const { openPostgres } = await requirePackage('kysely', load, 'postgresStore')
      return openPostgres(pool, { prepare: options.prepare === true })
    },
    options,
    createChangeListener(pool),
  )
}
