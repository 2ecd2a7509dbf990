import { sql } from 'kysely'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import type { ScimCountsTable } from './tables/scim.ts'
import { isKey } from './values.ts'

/** That many more, or fewer, of one connection. */
export interface CountChange {
  readonly connectionId: string | null
  readonly by: number
}

/**
 * Counts, inside the transaction of what it counts. After everything else but the events, because whoever writes for the same
 * connection waits from then on.
 */
export async function countScim(
  transaction: Database,
  kind: ScimCountsTable['kind'],
  changes: readonly CountChange[],
): Promise<void> {
  const sums = new Map<string, number>()
  for (const { connectionId, by } of changes)
    if (connectionId !== null) sums.set(connectionId, (sums.get(connectionId) ?? 0) + by)
  // Always in the same order, so that two that count for two connections do not wait for each other.
  for (const [connectionId, by] of [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    if (by > 0) await countMore(transaction, kind, connectionId, by)
    else if (by < 0) await countFewer(transaction, kind, connectionId, by)
}

async function countMore(
  transaction: Database,
  kind: ScimCountsTable['kind'],
  connectionId: string,
  by: number,
): Promise<void> {
  await transaction
    .insertInto('launchpad_scim_counts')
    .values({ connection_id: connectionId, kind, count: by })
    .onConflict((same) =>
      same
        .columns(['connection_id', 'kind'])
        .doUpdateSet((row) => ({ count: row('launchpad_scim_counts.count', '+', by) })),
    )
    .execute()
}

/** No row is made: the connection may be gone already. */
async function countFewer(
  transaction: Database,
  kind: ScimCountsTable['kind'],
  connectionId: string,
  by: number,
): Promise<void> {
  await transaction
    .updateTable('launchpad_scim_counts')
    .set({ count: sql<number>`count + ${by}` })
    .where('connection_id', '=', connectionId)
    .where('kind', '=', kind)
    .execute()
}

/** What was counted. */
export async function getScimCount(
  { run }: Queries,
  kind: ScimCountsTable['kind'],
  connectionId: string,
): Promise<number> {
  if (!isKey(connectionId)) return 0
  const row = await run((db) =>
    db
      .selectFrom('launchpad_scim_counts')
      .select('count')
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .executeTakeFirst(),
  )
  return Number(row?.count ?? 0)
}
