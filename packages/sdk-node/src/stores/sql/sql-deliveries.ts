import type { Delivery } from '../../model/webhook.ts'
import type { Deliveries, DeliveryKey } from '../../ports/webhook-store.ts'
import { addDeliveries } from './add-deliveries.ts'
import { deliveryColumns, deliveryKey, isDeliveryKey, toDelivery } from './delivery-rows.ts'
import type { Engine, Queries } from './engine.ts'
import { isForeignKeyViolation } from './failures.ts'
import { handOut, listBehind } from './hand-out.ts'
import { delivered } from './lanes.ts'
import { retry } from './retry.ts'
import { findNextDue, settleDelivery, takeDeliveries } from './take-deliveries.ts'
import { isKey } from './values.ts'

/** Deliveries in a table, and marks in the heads of the logs. */
export function sqlDeliveries(engine: Engine): Deliveries {
  return Object.freeze({
    listBehind: (limit) => listBehind(engine, limit),
    handOut: (step) => handOut(engine, step),
    take: (wanted) => takeDeliveries(engine, wanted),
    settle: (settled) => settleDelivery(engine, settled),
    find: (key) => find(engine, key),
    list: (filter) => list(engine, filter),
    replay: async (deliveries) =>
      retry(
        async () => engine.transact((transaction) => addDeliveries(engine, transaction, deliveries, 'replace')),
        isForeignKeyViolation,
      ),
    nextDueAt: () => findNextDue(engine),
    sweep: (settledBefore, limit) => sweep(engine, settledBefore, limit),
  } satisfies Deliveries)
}

async function find({ run }: Queries, key: DeliveryKey): Promise<Delivery | null> {
  if (!isDeliveryKey(key)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_deliveries')
      .select(deliveryColumns)
      .where('endpoint_id', '=', key.endpointId)
      .where('organization_id', '=', key.organizationId)
      .where('sequence', '=', key.sequence)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toDelivery(row)
}

async function list(
  { run }: Queries,
  { endpointId, status, after = { organizationId: '', sequence: 0 }, limit }: Parameters<Deliveries['list']>[0],
): Promise<readonly Delivery[]> {
  if (!isKey(endpointId) || !isKey(after.organizationId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_deliveries')
      .select(deliveryColumns)
      .where('endpoint_id', '=', endpointId)
      .where((row) =>
        row(row.refTuple('organization_id', 'sequence'), '>', row.tuple(after.organizationId, after.sequence)),
      )
      .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'pending'))
      // Those that did not arrive are few, and have an index of their own.
      .$if(status === 'pending' || status === 'dead', (query) => query.where('status', '<>', delivered))
      .orderBy('organization_id')
      .orderBy('sequence')
      .limit(limit)
      .execute(),
  )
  return rows.map(toDelivery)
}

/** The oldest first. */
async function sweep({ run }: Queries, settledBefore: Date, limit: number): Promise<number> {
  const gone = await run((db) =>
    db
      .deleteFrom('launchpad_deliveries')
      .where((row) =>
        row(
          row.refTuple(...deliveryKey),
          'in',
          row
            .selectFrom('launchpad_deliveries')
            .select(deliveryKey)
            .where('status', '=', delivered)
            .where('settled_at', '<', settledBefore.getTime())
            .orderBy('settled_at')
            .limit(limit)
            .$asTuple(...deliveryKey),
        ),
      )
      .returning('sequence')
      .execute(),
  )
  return gone.length
}
