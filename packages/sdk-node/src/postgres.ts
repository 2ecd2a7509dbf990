/** The store for many instances. Brings no driver: it takes your pool. */
export { postgresStore, type PostgresStoreOptions } from './stores/postgres-store.ts'
export type {
  PostgresClient,
  PostgresListenerClient,
  PostgresPool,
  PostgresPoolOptions,
  PostgresResult,
} from './stores/sql/postgres/postgres-pool.ts'
export type { SqlStore, SqlStoreOptions } from './stores/sql-store.ts'
