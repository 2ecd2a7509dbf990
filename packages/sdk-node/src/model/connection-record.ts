import type { Connection, Preset } from './connection.ts'
import type { EventActor } from './event-actor.ts'
import type { Json } from './json.ts'
import type { ProvisioningPolicy } from './provisioning.ts'

/** A certificate of the IdP that its metadata no longer names; in use until its replacement has reached everyone. */
export interface RetiringCertificate {
  /** PEM. */
  readonly certificate: string
  readonly until: Date
}

/** Where a SAML connection's metadata comes from, and how the last attempt to read it went. */
export interface MetadataRefresh {
  readonly url: string
  /** When the document in `settings.metadata` was read; null: not yet. */
  readonly fetchedAt: Date | null
  readonly nextAt: Date
  /** Code of what went wrong at the last attempt; null: nothing. */
  readonly failure: string | null
  readonly retiring: readonly RetiringCertificate[]
}

/** One check of a test sign-in. */
export interface TestCheck {
  /** Stable, kebab-case: `signature`, `audience`, `nonce`, `domain`, … */
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'not-reached'
  /** Expected and actual, for the administrator; null when there is nothing to say. */
  readonly detail: string | null
}

/** What a sign-in showed that was only a test. It signed nobody in. */
export interface TestReport {
  readonly id: string
  readonly at: Date
  readonly outcome: 'passed' | 'failed'
  /** Code of the failure; null when it passed. */
  readonly code: string | null
  readonly checks: readonly TestCheck[]
  /** What the IdP sent, by name; empty when nothing could be verified. */
  readonly claims: Readonly<Record<string, readonly string[]>>
  /** What we read out of it: `subject`, `email`, `username`, `firstName`, `lastName`, `name`, `groups`. */
  readonly identity: Readonly<Record<string, readonly string[]>>
}

/** A connection as the store keeps it. */
export interface ConnectionRecord {
  /** Lower-case letters, digits and hyphens; unique among all organizations. */
  readonly id: string
  readonly organizationId: string
  readonly name: string
  readonly type: Connection['type']
  readonly preset: Preset
  readonly status: 'draft' | 'active' | 'inactive'
  /** What `connections` of `createAuth` takes beyond the columns here, without secrets. */
  readonly settings: Readonly<Record<string, Json>>
  /** JSON of the secret settings, sealed with `secrets`; null: there are none. */
  readonly sealedSecrets: string | null
  readonly provisioning: ProvisioningPolicy
  /** Null: the metadata was given as a document, or it is OIDC. */
  readonly metadataRefresh: MetadataRefresh | null
  /** Days before a certificate's end at which it was last warned about, by fingerprint: 60, 30, 7 or 0. */
  readonly warned: Readonly<Record<string, number>>
  readonly lastTest: TestReport | null
  /** When maintenance has to look at it next; null: never. */
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly createdBy: EventActor
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}
