import { sql, type Insertable } from 'kysely'
import type { Delivery } from '../../model/webhook.ts'
import { batchesOf } from './batches-of.ts'
import type { Database } from './database.ts'
import { deliveryKey, toDeliveryRow } from './delivery-rows.ts'
import type { Engine } from './engine.ts'
import { wakeLane } from './lanes.ts'
import type { DeliveriesTable } from './tables/webhooks.ts'

type Row = Insertable<DeliveriesTable>

/**
 * Adds deliveries of endpoints that are there.
 *
 * @param again what becomes of those that were added before: `keep` leaves them, `replace` puts them on their way again.
 */
export async function addDeliveries(
  { locksRows }: Pick<Engine, 'locksRows'>,
  transaction: Database,
  deliveries: readonly Delivery[],
  again: 'keep' | 'replace',
): Promise<void> {
  const rows = await withEndpoint(transaction, toRows(deliveries))
  const lanes = [...new Set(rows.flatMap(({ lane }) => lane ?? []))].toSorted()
  const led = await lockLeaders(locksRows, transaction, lanes)
  let added = 0
  for (const batch of batchesOf(withLeaders(rows, led))) added += await insert(transaction, batch, again)
  // One that was there may have arrived: then the one behind it, which is new, waits for nobody.
  if (added < rows.length || again === 'replace') for (const lane of lanes) await wakeLane(transaction, lane)
}

/** Each once, and in the same order for everyone, so that two who add do not wait for each other. */
function toRows(deliveries: readonly Delivery[]): readonly Row[] {
  const rows = new Map(deliveries.map(toDeliveryRow).map((row) => [keyOf(row), row]))
  return [...rows.values()].toSorted(
    (one, other) => one.sequence - other.sequence || (keyOf(one) < keyOf(other) ? -1 : 1),
  )
}

function keyOf(row: Row): string {
  return JSON.stringify(deliveryKey.map((name) => row[name]))
}

async function withEndpoint(transaction: Database, rows: readonly Row[]): Promise<readonly Row[]> {
  const found = new Set<string>()
  for (const ids of batchesOf([...new Set(rows.map((row) => row.endpoint_id))])) {
    const endpoints = transaction.selectFrom('launchpad_webhook_endpoints').select('id').where('id', 'in', ids)
    for (const { id } of await endpoints.execute()) found.add(id)
  }
  return rows.filter((row) => found.has(row.endpoint_id))
}

/**
 * The lanes in which there is a first one. It is locked: who settles it waits for us, and then finds what we added behind it.
 * Otherwise that would wait for somebody who has gone.
 */
async function lockLeaders(locksRows: boolean, db: Database, lanes: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const batch of batchesOf(lanes)) {
    const first = sql`select column1, (select min(sequence) from launchpad_deliveries as other where other.lane = column1)
      from (values ${sql.join(batch.map((lane) => sql`(${lane})`))}) as lanes`
    const leaders = db
      .selectFrom('launchpad_deliveries')
      .select('lane')
      .where(sql<boolean>`(lane, sequence) in (${first})`)
      // SQLite needs to be told that the index of the lanes has what is sought, and PostgreSQL would then read all of it.
      .$if(!locksRows, (query) => query.where('lane', 'is not', null))
      .orderBy('lane')
      .$if(locksRows, (query) => query.forUpdate())
    for (const { lane } of await leaders.execute()) if (lane !== null) found.add(lane)
  }
  return found
}

/** The first one of each lane that has none is ready. */
function withLeaders(rows: readonly Row[], led: ReadonlySet<string>): readonly Row[] {
  const seen = new Set(led)
  return rows.map((row) => {
    if (row.lane === null || row.lane === undefined || seen.has(row.lane)) return row
    seen.add(row.lane)
    return { ...row, ready_at: row.due_at }
  })
}

/** Answers how many were not there. */
async function insert(transaction: Database, rows: readonly Row[], again: 'keep' | 'replace'): Promise<number> {
  const inserted = await transaction
    .insertInto('launchpad_deliveries')
    .values(rows)
    .onConflict((same) =>
      again === 'keep'
        ? same.columns(deliveryKey).doNothing()
        : same.columns(deliveryKey).doUpdateSet((row) => ({
            lane: row.ref('excluded.lane'),
            transport: row.ref('excluded.transport'),
            queue: row.ref('excluded.queue'),
            status: row.ref('excluded.status'),
            attempts: row.ref('excluded.attempts'),
            due_at: row.ref('excluded.due_at'),
            leased_until: row.ref('excluded.leased_until'),
            ready_at: row.ref('excluded.ready_at'),
            last_status: row.ref('excluded.last_status'),
            last_error: row.ref('excluded.last_error'),
            created_at: row.ref('excluded.created_at'),
            settled_at: row.ref('excluded.settled_at'),
          })),
    )
    .returning(sql<number>`1`.as('one'))
    .execute()
  return inserted.length
}
