import type { EventActor } from './event-actor.ts'

/** An e-mail domain of an organization. Only a verified one leads anybody to a connection. */
export interface Domain {
  /** ASCII, lower case. */
  readonly name: string
  readonly organizationId: string
  readonly status: 'unverified' | 'verified'
  /** Random. What the TXT record must say; see `verificationRecordOf`. */
  readonly verificationValue: string
  /** Addresses in `eu.acme.test` are served too, unless that is a verified domain of its own. */
  readonly includeSubdomains: boolean
  /** The connections that serve it; null: all active ones of the organization. */
  readonly connectionIds: readonly string[] | null
  readonly createdAt: Date
  readonly createdBy: EventActor
  readonly verifiedAt: Date | null
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}
