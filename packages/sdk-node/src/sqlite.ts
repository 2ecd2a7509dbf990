/** The embedded store: one file, no server. Loads its driver when it is first used. */
export { sqliteStore, type SqliteStoreOptions } from './stores/sqlite-store.ts'
export type { SqlStore, SqlStoreOptions } from './stores/sql-store.ts'
