import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Tables } from '../database.ts'
import type { Engine } from '../engine.ts'
import { createQueries } from '../queries.ts'
import { changeChannel } from './change-listener.ts'
import { toKyselyPool } from './kysely-pool.ts'
import { createMigrationLease } from './migration-lease.ts'
import type { PostgresPool } from './postgres-pool.ts'

/** Connects to nothing: the pool does, when somebody asks. */
export function openPostgres(
  pool: PostgresPool,
  options: { readonly prepare: boolean; readonly leaseMs?: number },
): Engine {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: toKyselyPool(pool, options.prepare) }) })
  const queries = createQueries(db)
  return Object.freeze({
    ...queries,
    locksRows: true,
    announce: async () => {
      try {
        await sql`notify ${sql.raw(changeChannel)}`.execute(db)
      } catch {
        // CockroachDB knows no NOTIFY. What was written is written, and whoever asks learns of it.
      }
    },
    hasTable: async (name) => {
      // By the search path, as every other query finds its tables.
      const found = sql<{ readonly known: boolean }>`select to_regclass(cast(${name} as text)) is not null as known`
      return (await queries.run((any) => found.execute(any))).rows[0]?.known === true
    },
    takeMigrationTurn: createMigrationLease(db, options.leaseMs),
    close: () => db.destroy(),
  } satisfies Engine)
}
