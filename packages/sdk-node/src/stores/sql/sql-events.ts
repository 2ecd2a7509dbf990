import type { AuthEvent } from '../../model/event.ts'
import type { EventFilter, Events } from '../../ports/store.ts'
import { isRevoking } from '../../model/revocation.ts'
import type { EventHead } from '../../model/seal-event.ts'
import { appendEvents } from './append-events.ts'
import type { Queries } from './engine.ts'
import { eventColumns, toEvent } from './event-rows.ts'
import { isKey } from './values.ts'

/** The log in a table. Every query names the organization. */
export function sqlEvents(queries: Queries): Events {
  return Object.freeze({
    append: async (drafts) => {
      if (drafts.length > 0) await queries.transact((transaction) => appendEvents(transaction, drafts))
      if (drafts.some(isRevoking)) await queries.announce?.()
    },
    list: (filter) => list(queries, filter),
    head: (organizationId) => findHead(queries, organizationId),
  } satisfies Events)
}

async function list({ run }: Queries, filter: EventFilter): Promise<readonly AuthEvent[]> {
  const { organizationId, after = 0, before, types, targetId, actorId, outcome, since, until, limit } = filter
  if (![organizationId, targetId ?? '', actorId ?? ''].every(isKey) || types?.length === 0) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_events')
      .select(eventColumns)
      .where('organization_id', '=', organizationId)
      .where('sequence', '>', after)
      .$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
      .$if(types !== undefined, (query) => query.where('type', 'in', types ?? []))
      .$if(targetId !== undefined, (query) => query.where('target_id', '=', targetId ?? ''))
      .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId ?? ''))
      .$if(outcome !== undefined, (query) => query.where('outcome', '=', outcome ?? 'success'))
      .$if(since !== undefined, (query) => query.where('occurred_at', '>=', since?.getTime() ?? 0))
      .$if(until !== undefined, (query) => query.where('occurred_at', '<', until?.getTime() ?? 0))
      .orderBy('sequence', filter.newestFirst === true ? 'desc' : 'asc')
      .limit(limit)
      .execute(),
  )
  return rows.map(toEvent)
}

async function findHead({ run }: Queries, organizationId: string): Promise<EventHead | null> {
  if (!isKey(organizationId)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_event_heads')
      .select(['sequence', 'hash'])
      .where('organization_id', '=', organizationId)
      .executeTakeFirst(),
  )
  return row === undefined ? null : { sequence: Number(row.sequence), hash: row.hash }
}
