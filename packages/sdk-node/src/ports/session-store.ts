import type { SessionRecord } from '../model/session-record.ts'

/** Which sessions of a person. */
export interface SessionQuery {
  readonly organizationId: string
  readonly userId: string
  /** Those that are over by then are left out. */
  readonly now: Date
  /** At most. */
  readonly limit: number
}

/** When a session was used, and until when it may rest. */
export interface SessionUse {
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

/**
 * Sessions that have begun. No request of somebody who is signed in needs them, but where a session does not fit into its cookie. They MUST go with
 * the organization that is removed, and with the person who is removed or moved out of it; neither need be in the store.
 */
export interface SessionRecords {
  /** One that is there stays as it is. May forget some that ended before this one began. */
  readonly insert: (record: SessionRecord) => Promise<void>
  readonly find: (id: string) => Promise<SessionRecord | null>
  /** Living ones, the one seen last first; ties by id. */
  readonly list: (query: SessionQuery) => Promise<readonly SessionRecord[]>
  /** False when the stored one is not `version - 1`, is gone, or is another person's. A later use that {@link touch} noted meanwhile stays. */
  readonly replace: (record: SessionRecord) => Promise<boolean>
  /** Never takes `lastSeenAt` back. Leaves the version alone. No record: nothing happens. */
  readonly touch: (id: string, use: SessionUse) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Forgets those that ended before, the longest ended first; at most `limit`. */
  readonly sweep: (endedBefore: Date, limit: number) => Promise<void>
}
