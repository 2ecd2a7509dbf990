import type { AuthEvent } from '../../../model/event.ts'
import type { Count, EpochMs, JsonText } from './columns.ts'

/** What happened. Rows are added and read, nothing else. */
export interface EventsTable {
  readonly organization_id: string
  readonly sequence: Count
  readonly id: string
  readonly type: AuthEvent['type']
  readonly occurred_at: EpochMs
  readonly actor_type: AuthEvent['actor']['type']
  readonly actor_id: string | null
  readonly target_type: AuthEvent['target']['type']
  readonly target_id: string
  readonly ip: string | null
  readonly user_agent: string | null
  readonly outcome: AuthEvent['outcome']
  readonly reason: AuthEvent['reason']
  readonly data: JsonText
  readonly previous_hash: string
  readonly hash: string
}

/** The last event of an organization. Its row is the lock under which the next one gets its place. */
export interface EventHeadsTable {
  readonly organization_id: string
  readonly sequence: Count
  readonly hash: string
  /** Up to which sequence the log was handed out to endpoints; null: nothing was. */
  readonly handed_out: Count | null
}

/** The tables of the log. */
export interface EventTables {
  readonly launchpad_events: EventsTable
  readonly launchpad_event_heads: EventHeadsTable
}
