import type { AuthEvent, AuthEventType, EventDraft } from '../model/event.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import type { EventHead } from '../model/seal-event.ts'
import type { Groups, LoginRecords, RoleMappings, Users } from './directory-store.ts'
import type { Revocations } from './revocation-store.ts'
import type { SessionRecords } from './session-store.ts'
import type { ScimTokens } from './scim-store.ts'
import type { Deliveries, WebhookEndpoints } from './webhook-store.ts'
import type { Changes, ConnectionStore, DomainStore, OrganizationStore } from './organization-store.ts'

/** Logins between leaving and coming back. */
export interface Logins {
  readonly put: (login: PendingLogin) => Promise<void>
  /** Returns the login and forgets it, in one atomic step. A second call MUST return null. An expired login is null. */
  readonly take: (id: string, now: Date) => Promise<PendingLogin | null>
}

/** Remembers what may happen once. */
export interface Replays {
  /**
   * True the first time, false until `until` has passed. Of many callers at once exactly one MUST get true. Whoever is over at `now` only asks,
   * and MUST NOT leave anything behind: strangers may ask.
   */
  readonly claim: (key: string, until: Date, now: Date) => Promise<boolean>
}

/** Which events are wanted. */
export interface EventFilter {
  readonly organizationId: string
  /** Events with a higher `sequence` only. */
  readonly after?: number
  /** Events with a lower `sequence` only. */
  readonly before?: number
  /** From the highest `sequence` down. */
  readonly newestFirst?: boolean
  readonly types?: readonly AuthEventType[]
  /** `target.id`. */
  readonly targetId?: string
  /** `actor.id`. */
  readonly actorId?: string
  readonly outcome?: AuthEvent['outcome']
  /** Not before that moment. */
  readonly since?: Date
  /** Before that moment. */
  readonly until?: Date
  readonly limit: number
}

/**
 * The log of what happened, one per organization. Nothing in it is ever changed. Each event MUST be given its place by
 * `sealEvent`, with nobody else writing to that organization's log in between. What `listRevocations` answers for an event MUST be put into
 * {@link Store.revocations} in the same step.
 */
export interface Events {
  /** Adds the events, in that order, in one atomic step. */
  readonly append: (events: readonly EventDraft[]) => Promise<void>
  /** In the order of `sequence`, up or down, at most `limit`. */
  readonly list: (filter: EventFilter) => Promise<readonly AuthEvent[]>
  /** Place and hash of the last event as they were noted when it was written, apart from the event itself. Null: none yet. */
  readonly head: (organizationId: string) => Promise<EventHead | null>
}

/** What must survive a restart. */
export interface Store {
  readonly logins: Logins
  readonly replays: Replays
  readonly events: Events
  readonly organizations: OrganizationStore
  readonly domains: DomainStore
  readonly connections: ConnectionStore
  readonly changes: Changes
  readonly users: Users
  readonly groups: Groups
  readonly roleMappings: RoleMappings
  readonly loginRecords: LoginRecords
  readonly scimTokens: ScimTokens
  readonly webhookEndpoints: WebhookEndpoints
  readonly deliveries: Deliveries
  readonly revocations: Revocations
  readonly sessions: SessionRecords
  /** What the store is, for logs: `memory`, `sqlite`, `postgres`, … */
  readonly kind: string
}
