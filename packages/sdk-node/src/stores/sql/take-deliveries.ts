import { sql, type Expression, type SqlBool } from 'kysely'
import type { Delivery } from '../../model/webhook.ts'
import type { Deliveries } from '../../ports/webhook-store.ts'
import type { Database } from './database.ts'
import { deliveryColumns, deliveryKey, isDeliveryKey, toDelivery, toLane, toQueue } from './delivery-rows.ts'
import type { Engine } from './engine.ts'
import { wakeLane } from './lanes.ts'
import { isKey, toDate, toStorable } from './values.ts'

/**
 * One statement: of many takers each gets what nobody else holds. Where rows can be locked, who takes passes over what another
 * one is about to take; elsewhere one writes at a time anyway.
 */
export async function takeDeliveries(
  { run, locksRows }: Engine,
  { transport, endpointId, now, leasedUntil, limit }: Parameters<Deliveries['take']>[0],
): Promise<readonly Delivery[]> {
  if (endpointId !== undefined && !isKey(endpointId)) return []
  // Only who names no endpoint, and fetches nevertheless, goes through all.
  const queue = transport === 'poll' && endpointId === undefined ? null : toQueue(transport, endpointId ?? '')
  const rows = await run((db) =>
    db
      .with('taken', (query) =>
        takeable(query)
          .select(deliveryKey)
          .where('transport', '=', transport)
          .$if(queue !== null, (some) => some.where('queue', '=', queue))
          .$if(endpointId !== undefined, (some) => some.where('endpoint_id', '=', endpointId ?? ''))
          .where('ready_at', '<=', now.getTime())
          .limit(limit)
          .$if(locksRows, (some) => some.forUpdate().skipLocked()),
      )
      .updateTable('launchpad_deliveries')
      .set({
        attempts: sql<number>`attempts + 1`,
        leased_until: leasedUntil.getTime(),
        ready_at: leasedUntil.getTime(),
      })
      .where((row) =>
        row(
          row.refTuple(...deliveryKey),
          'in',
          row
            .selectFrom('taken')
            .select(deliveryKey)
            .$asTuple(...deliveryKey),
        ),
      )
      .returning(deliveryColumns)
      .execute(),
  )
  return rows.map(toDelivery).toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
}

/** When the next one can be taken that we push. */
export async function findNextDue({ run }: Engine): Promise<Date | null> {
  const row = await run((db) => takeable(db).where('queue', '=', 'push').select('ready_at').limit(1).executeTakeFirst())
  return row === undefined || row.ready_at === null ? null : toDate(row.ready_at)
}

/**
 * What is ready, the longest first, and has nothing pending before it in its lane. That is asked row by row as it goes along the
 * index, and never of all that is pending.
 */
function takeable(db: Pick<Database, 'selectFrom'>) {
  const first: Expression<SqlBool> = sql`sequence = (select min(other.sequence) from launchpad_deliveries as other
    where other.lane = launchpad_deliveries.lane)`
  const active: Expression<SqlBool> = sql`(select status from launchpad_webhook_endpoints
    where id = launchpad_deliveries.endpoint_id) = 'active'`
  return db
    .selectFrom('launchpad_deliveries')
    .where('ready_at', 'is not', null)
    .where(first)
    .where(active)
    .orderBy('ready_at')
}

/** Only of the attempt that was made. What waited behind it may go when it has arrived or was given up. */
export async function settleDelivery(
  { transact }: Engine,
  settled: Parameters<Deliveries['settle']>[0],
): Promise<boolean> {
  if (!isDeliveryKey(settled)) return false
  const { status, dueAt } = settled
  return transact(async (transaction) => {
    const row = await transaction
      .updateTable('launchpad_deliveries')
      .set({
        status,
        due_at: dueAt.getTime(),
        leased_until: null,
        ...(status === 'pending' ? { ready_at: dueAt.getTime() } : { ready_at: null, lane: null }),
        last_status: settled.lastStatus,
        last_error: toStorable(settled.lastError),
        settled_at: settled.settledAt?.getTime() ?? null,
      })
      .where('endpoint_id', '=', settled.endpointId)
      .where('organization_id', '=', settled.organizationId)
      .where('sequence', '=', settled.sequence)
      .where('status', '=', 'pending')
      .where('attempts', '=', settled.attempts)
      .returning('subject')
      .executeTakeFirst()
    if (row !== undefined && status !== 'pending')
      await wakeLane(transaction, toLane(settled.endpointId, settled.organizationId, row.subject))
    return row !== undefined
  })
}
