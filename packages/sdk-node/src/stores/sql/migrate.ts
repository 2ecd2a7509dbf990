import { AuthError } from '../../model/auth-error.ts'
import type { Engine, MigrationTurn } from './engine.ts'
import type { Migration } from './migrations/migration.ts'
import { migrations } from './migrations/migrations.ts'

/**
 * Brings the schema up to date. May be called by any number of instances and processes at once, and again after it was
 * interrupted anywhere. Migrations it does not know belong to a newer version, and are left alone.
 *
 * @returns the ids it applied, none when there was nothing to do.
 */
export async function migrate(engine: Engine, wanted: readonly Migration[] = migrations): Promise<readonly string[]> {
  // Who finds nothing to do asks for no turn, and needs no right to change the schema.
  if ((await listMissing(engine, wanted)).length === 0) return []
  return engine.takeMigrationTurn(async (turn) => {
    await turn.apply(createLedger)
    const applied = await listApplied(turn)
    const missing = wanted.filter(({ id }) => !applied.has(id))
    for (const migration of missing) await applyMigration(turn, migration)
    return missing.map(({ id }) => id)
  })
}

/** @throws AuthError CONFIG_INVALID naming the migrations that nobody has applied. */
export async function checkMigrated(engine: Engine, wanted: readonly Migration[] = migrations): Promise<void> {
  const missing = await listMissing(engine, wanted)
  if (missing.length > 0)
    throw new AuthError(
      'CONFIG_INVALID',
      `the database lacks the migrations ${missing.join(', ')}: call the store's migrate() before the app starts`,
    )
}

async function listMissing(engine: Engine, wanted: readonly Migration[]): Promise<readonly string[]> {
  const ids = wanted.map(({ id }) => id)
  if (!(await engine.hasTable('launchpad_migrations'))) return ids
  const applied = await engine.run((db) => listApplied({ db }))
  return ids.filter((id) => !applied.has(id))
}

async function listApplied({ db }: Pick<MigrationTurn, 'db'>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('launchpad_migrations').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

async function applyMigration({ apply }: MigrationTurn, { id, statements }: Migration): Promise<void> {
  for (const statement of statements) await apply(statement)
  await apply((db) =>
    db
      .insertInto('launchpad_migrations')
      .values({ id, applied_at: Date.now() })
      .onConflict((same) => same.column('id').doNothing()),
  )
}

const createLedger: Parameters<MigrationTurn['apply']>[0] = ({ schema }) =>
  schema
    .createTable('launchpad_migrations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
