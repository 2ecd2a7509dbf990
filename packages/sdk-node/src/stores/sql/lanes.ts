import { sql, type RawBuilder } from 'kysely'
import type { Database } from './database.ts'

// An index with a condition is used by who names the condition as it is, and not by a parameter.
export const delivered: RawBuilder<'delivered'> = sql.lit('delivered')

/** When a pending row may be taken. */
const readyTime: RawBuilder<number> = sql<number>`case when leased_until > due_at then leased_until else due_at end`

/**
 * Makes the first pending one of the lane ready, because what came before it has arrived or was given up. A statement of its own,
 * after that: it sees what was added meanwhile by somebody for whom we had to wait.
 */
export async function wakeLane(transaction: Database, lane: string): Promise<void> {
  await transaction
    .updateTable('launchpad_deliveries')
    .set({ ready_at: readyTime })
    .where('lane', '=', lane)
    .where('sequence', '=', (query) =>
      query
        .selectFrom('launchpad_deliveries as first')
        .select((row) => row.fn.min('first.sequence').as('sequence'))
        .where('first.lane', '=', lane),
    )
    .where('ready_at', 'is', null)
    .execute()
}

/** The same for all lanes of an endpoint, which is active again. */
export async function wakeEndpoint(transaction: Database, endpointId: string): Promise<void> {
  await transaction
    .updateTable('launchpad_deliveries')
    .set({ ready_at: readyTime })
    .where('endpoint_id', '=', endpointId)
    .where('status', '<>', delivered)
    .where('ready_at', 'is', null)
    .where((row) =>
      row(row.refTuple('lane', 'sequence'), 'in', (query) =>
        query
          .selectFrom('launchpad_deliveries as first')
          .select((first) => ['first.lane', first.fn.min('first.sequence').as('sequence')])
          .where('first.endpoint_id', '=', endpointId)
          .where('first.status', '<>', delivered)
          .groupBy('first.lane')
          .$asTuple('lane', 'sequence'),
      ),
    )
    .execute()
}

/** Puts what is on its way to an endpoint out of sight of those who take: it is disabled, and may have any number. */
export async function restEndpoint(transaction: Database, endpointId: string): Promise<void> {
  await transaction
    .updateTable('launchpad_deliveries')
    .set({ ready_at: null })
    .where('endpoint_id', '=', endpointId)
    .where('status', '<>', delivered)
    .where('ready_at', 'is not', null)
    .execute()
}
