import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AuthError } from '../../../model/auth-error.ts'
import type { Database } from '../database.ts'
import type { Engine, Statement } from '../engine.ts'
import { isCatalogRace, isTransient } from '../failures.ts'
import { retry } from '../retry.ts'

/** After a crash the next one waits this long. Each statement renews it. */
const defaultLeaseMs = 15_000
const patienceMs = 60_000
const pollMs = 100

/**
 * A turn by a lock row that runs out, because CockroachDB has no session advisory locks, and a pooler in transaction mode
 * keeps none. A statement that outlasts the lease lets a second instance in: it repeats statements that do nothing the second
 * time.
 */
export function createMigrationLease(db: Database, leaseMs: number = defaultLeaseMs): Engine['takeMigrationTurn'] {
  return async (work) => {
    const holder = randomUUID()
    await applyRacing(db, createLock)
    await waitFor(() => hold(db, holder, leaseMs))
    const apply = async (statement: Statement): Promise<void> => {
      if (!(await hold(db, holder, leaseMs)))
        throw new AuthError('STORE_UNAVAILABLE', 'another instance took over the migration')
      await applyRacing(db, statement)
    }
    try {
      return await work({ db, apply })
    } finally {
      await letGo(db, holder)
    }
  }
}

/** Takes or renews the lease. False while it is another's. */
async function hold(db: Database, holder: string, leaseMs: number): Promise<boolean> {
  const now = Date.now()
  const row = { id: 1, holder, held_until: now + leaseMs }
  const held = await retry(() =>
    db
      .insertInto('launchpad_migration_lock')
      .values(row)
      .onConflict((same) =>
        same
          .column('id')
          .doUpdateSet({ holder, held_until: row.held_until })
          .where((lock) =>
            lock.or([
              lock('launchpad_migration_lock.holder', '=', holder),
              lock('launchpad_migration_lock.held_until', '<', now),
            ]),
          ),
      )
      .returning('id')
      .executeTakeFirst(),
  )
  return held !== undefined
}

async function letGo(db: Database, holder: string): Promise<void> {
  try {
    await retry(() => db.deleteFrom('launchpad_migration_lock').where('holder', '=', holder).execute())
  } catch {
    // It runs out by itself, and why the migration ended is what the caller must hear.
  }
}

const createLock: Statement = ({ schema }) =>
  schema
    .createTable('launchpad_migration_lock')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.notNull().primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())

/** Two that create the same thing at once: the second try of the loser finds it there. */
async function applyRacing(db: Database, statement: Statement): Promise<void> {
  await retry(
    async () => statement(db).execute(),
    (error) => isCatalogRace(error) || isTransient(error),
  )
}

async function waitFor(acquire: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!(await acquire())) {
    if (Date.now() > deadline)
      throw new AuthError('STORE_UNAVAILABLE', `another instance has been migrating for ${patienceMs / 1000} seconds`)
    await sleep(pollMs * (0.5 + Math.random()))
  }
}
