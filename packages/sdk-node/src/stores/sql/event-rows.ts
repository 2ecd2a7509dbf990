import type { Insertable, Selectable } from 'kysely'
import type { AuthEvent, EventDraft } from '../../model/event.ts'
import type { EventsTable } from './tables/events.ts'
import { checkKey, toDate } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const eventColumns = [
  'organization_id',
  'sequence',
  'id',
  'type',
  'occurred_at',
  'actor_type',
  'actor_id',
  'target_type',
  'target_id',
  'ip',
  'user_agent',
  'outcome',
  'reason',
  'data',
  'previous_hash',
  'hash',
] as const

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function checkDraft({ id, organizationId, actor, target }: EventDraft): void {
  checkKey('event.id', id)
  checkKey('event.organizationId', organizationId)
  checkKey('event.target.id', target.id)
  if (actor.id !== null) checkKey('event.actor.id', actor.id)
}

export function toEventRow(event: AuthEvent): Insertable<EventsTable> {
  return {
    organization_id: event.organizationId,
    sequence: event.sequence,
    id: event.id,
    type: event.type,
    occurred_at: event.occurredAt.getTime(),
    actor_type: event.actor.type,
    actor_id: event.actor.id,
    target_type: event.target.type,
    target_id: event.target.id,
    ip: event.ip,
    user_agent: event.userAgent,
    outcome: event.outcome,
    reason: event.reason,
    data: JSON.stringify(event.data),
    previous_hash: event.previousHash,
    hash: event.hash,
  }
}

/** The event as it was sealed. */
export function toEvent(row: Selectable<EventsTable>): AuthEvent {
  return {
    id: row.id,
    organizationId: row.organization_id,
    sequence: Number(row.sequence),
    type: row.type,
    occurredAt: toDate(row.occurred_at),
    actor: { type: row.actor_type, id: row.actor_id },
    target: { type: row.target_type, id: row.target_id },
    ip: row.ip,
    userAgent: row.user_agent,
    outcome: row.outcome,
    reason: row.reason,
    data: parseData(row.data),
    previousHash: row.previous_hash,
    hash: row.hash,
  } as AuthEvent
}

/** Text that somebody broke is no reason to show nothing: its hash is wrong, and `verify` says so. */
function parseData(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
