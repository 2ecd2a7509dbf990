import type { EpochMs } from './columns.ts'

/** The migrations that were applied. */
export interface MigrationsTable {
  readonly id: string
  readonly applied_at: EpochMs
}

/** One row: who is migrating, and until when nobody else may. PostgreSQL only; SQLite has a lock of its own. */
export interface MigrationLockTable {
  readonly id: number
  readonly holder: string
  readonly held_until: EpochMs
}

/** The tables of the schema itself. */
export interface MigrationTables {
  readonly launchpad_migrations: MigrationsTable
  readonly launchpad_migration_lock: MigrationLockTable
}
