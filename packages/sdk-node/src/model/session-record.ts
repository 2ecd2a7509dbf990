import type { Origin } from './draft-event.ts'

/** A session that has begun, as the store keeps it: for the list of a person's sessions, and for what no cookie has room for. */
export interface SessionRecord {
  /** The id in the cookie. */
  readonly id: string
  readonly organizationId: string
  readonly userId: string
  readonly connectionId: string
  readonly createdAt: Date
  /** When its cookie was last written: somebody who is there now may have been seen a tenth of the idle time ago. */
  readonly lastSeenAt: Date
  /** Unused until then, the session ends. */
  readonly expiresAt: Date
  readonly endsAt: Date
  /** Of the browser that signed in. */
  readonly origin: Origin
  /** JSON of `SessionSecrets`, sealed with `secrets`; null: there is nothing to keep. */
  readonly sealed: string | null
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}
