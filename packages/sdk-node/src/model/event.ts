import type { AuthErrorCode } from './auth-error.ts'
import type { ConnectionRecord, TestReport } from './connection-record.ts'
import type { Domain } from './domain.ts'
import type { EventActor } from './event-actor.ts'
import type { Group } from './group.ts'
import type { JsonObject } from './json.ts'
import type { OrganizationRecord } from './organization.ts'
import type { RevocationKind } from './revocation-kind.ts'
import type { ScimToken } from './scim-token.ts'
import type { SubjectLink, User } from './user.ts'

/** What an event may say of a user: what people, or SCIM clients, can change. */
export type UserValues = Pick<
  User,
  'email' | 'username' | 'externalId' | 'name' | 'firstName' | 'lastName' | 'status' | 'roles'
> & {
  /** Only of who comes by SCIM; of a change only the attributes that changed. */
  readonly scimAttributes?: JsonObject
}

/** What an event may say of an organization. */
export type OrganizationValues = Pick<
  OrganizationRecord,
  'name' | 'supportContact' | 'parentId' | 'branding' | 'locale' | 'settings'
>

/** What an event may say of a domain. */
export type DomainValues = Pick<Domain, 'status' | 'includeSubdomains' | 'connectionIds'>

/** What an event may say of a connection: never its secrets. */
export type ConnectionValues = Pick<
  ConnectionRecord,
  'name' | 'type' | 'preset' | 'status' | 'settings' | 'provisioning'
>

/** What an event may say of a group. */
export type GroupValues = Pick<Group, 'name' | 'connectionId' | 'externalId'>

/** What an event may say of a SCIM token: never the token, nor its hash. */
export interface ScimTokenValues extends Pick<ScimToken, 'name' | 'scopes'> {
  readonly tokenId: string
  /** ISO 8601; null: never. */
  readonly expiresAt: string | null
}

/** What an event may say of an endpoint: never its secrets. */
export interface WebhookValues {
  readonly name: string | null
  readonly format: 'webhook' | 'set'
  readonly transport: 'push' | 'poll'
  /** Without its query. */
  readonly url: string | null
  readonly types: readonly string[] | null
  readonly status: 'active' | 'disabled'
  readonly disabledReason: string | null
}

/** A role, and where it counts. */
export interface RoleInOrganization {
  readonly organizationId: string
  readonly role: string
}

interface Created<T> {
  readonly old: null
  readonly new: T
}
/** Only what changed. */
interface Updated<T> {
  readonly old: Partial<T>
  readonly new: Partial<T>
}
interface Removed<T> {
  readonly old: T
  readonly new: null
}
/** By which connection it happened; null: by none. */
interface ByConnection {
  readonly connectionId: string | null
}

/** What each type of event tells beyond who, when and whether. Never a secret, a token or a reply as it came. */
export interface EventData {
  readonly 'login.succeeded': { readonly connectionId: string; readonly loginId: string }
  /** `incidentId` is on the page the person saw, and in the log with the detail. */
  readonly 'login.failed': {
    readonly connectionId: string
    readonly loginId: string | null
    readonly incidentId: string
  }

  /** Sessions were ended that the other events do not end by themselves. `cause`: by whom or what, for people. */
  readonly 'session.revoked': {
    readonly scope: { readonly kind: RevocationKind; readonly key: string }
    readonly cause: 'logout' | 'admin' | 'idp'
  }

  readonly 'organization.created': Created<OrganizationValues>
  readonly 'organization.updated': Updated<OrganizationValues>
  readonly 'organization.deleted': Removed<OrganizationValues>

  readonly 'domain.added': Created<DomainValues>
  readonly 'domain.verified': Updated<DomainValues>
  /** `result` as `domains.verify` answered it. */
  readonly 'domain.verification_failed': { readonly result: string; readonly found: readonly string[] }
  readonly 'domain.updated': Updated<DomainValues>
  readonly 'domain.deleted': Removed<DomainValues>

  /** `imported`: it came out of the export of another environment. */
  readonly 'connection.created': Created<ConnectionValues> & { readonly imported: boolean }
  /** `secrets`: names of the secrets that were set or removed, never their values. */
  readonly 'connection.updated': Updated<ConnectionValues> & { readonly secrets: readonly string[] }
  /** `tested`: whether the last test sign-in since the last change of its settings had passed. */
  readonly 'connection.activated': Updated<ConnectionValues> & { readonly tested: boolean }
  readonly 'connection.deactivated': Updated<ConnectionValues>
  readonly 'connection.deleted': Removed<ConnectionValues>
  readonly 'connection.tested': Pick<TestReport, 'outcome' | 'code'> & { readonly testId: string }
  /** Fingerprints of certificates that are trusted now, and were not before or are not any more. */
  readonly 'connection.metadata_refreshed': {
    readonly added: readonly string[]
    readonly retired: readonly string[]
  }
  readonly 'connection.metadata_failed': { readonly url: string }
  /** `days`: 60, 30, 7 or 0. `use`: whose it is. */
  readonly 'connection.certificate_expiring': {
    readonly fingerprint: string
    readonly expiresAt: string
    readonly days: number
    readonly use: 'idp-signing' | 'sp-signing' | 'sp-decryption'
  }
  /** The event came that we had asked its transmitter of security events for: the stream works from end to end. */
  readonly 'connection.signals_verified': { readonly streamId: string }

  readonly 'user.created': Created<UserValues> & ByConnection
  readonly 'user.updated': Updated<UserValues> & ByConnection
  readonly 'user.deactivated': Updated<UserValues> & ByConnection
  readonly 'user.reactivated': Updated<UserValues> & ByConnection
  readonly 'user.deleted': Removed<UserValues> & ByConnection
  readonly 'user.linked': Created<SubjectLink>
  readonly 'user.unlinked': Removed<SubjectLink>
  /** In the log of both organizations. */
  readonly 'user.moved': {
    readonly old: { readonly organizationId: string }
    readonly new: { readonly organizationId: string }
  }

  readonly 'group.created': Created<GroupValues>
  readonly 'group.updated': Updated<GroupValues>
  readonly 'group.deleted': Removed<GroupValues>
  /** The target is the group. */
  readonly 'group.member_added': { readonly userId: string; readonly connectionId: string | null }
  readonly 'group.member_removed': { readonly userId: string; readonly connectionId: string | null }

  /** The target is the group. */
  readonly 'role.mapped': { readonly old: RoleInOrganization | null; readonly new: RoleInOrganization }
  readonly 'role.unmapped': { readonly old: RoleInOrganization; readonly new: null }
  /** The target is the user. `groupId`: the group that gives the new role; null: none does. */
  readonly 'role.changed': {
    readonly old: { readonly organizationId: string; readonly roles: readonly string[] }
    readonly new: { readonly organizationId: string; readonly roles: readonly string[] }
    readonly groupId: string | null
  }

  /** The target is the connection. */
  readonly 'scim.token_created': Created<ScimTokenValues>
  readonly 'scim.token_revoked': Removed<ScimTokenValues>

  /** Endpoints of one organization only; those of all organizations are in nobody's log. */
  readonly 'webhook.created': Created<WebhookValues>
  readonly 'webhook.updated': Updated<WebhookValues>
  readonly 'webhook.secret_rotated': Record<string, never>
  /** Nothing arrived for days, or the endpoint answered that it is gone. Also of an endpoint of all organizations. */
  readonly 'webhook.disabled': Updated<WebhookValues>
  readonly 'webhook.deleted': Removed<WebhookValues>
  /** An event was given up. */
  readonly 'webhook.delivery_failed': {
    readonly eventId: string
    readonly eventType: string
    readonly sequence: number
    readonly attempts: number
    readonly lastStatus: number | null
  }
}

/** What can happen. */
export type AuthEventType = keyof EventData

/** What it was done to. */
export interface EventTarget {
  readonly type: 'user' | 'connection' | 'organization' | 'domain' | 'group' | 'webhook' | 'session'
  readonly id: string
}

interface DraftOf<T extends AuthEventType> {
  /** Unique. */
  readonly id: string
  readonly organizationId: string
  readonly type: T
  readonly occurredAt: Date
  readonly actor: EventActor
  readonly target: EventTarget
  /** Address of the browser or client; null when unknown. */
  readonly ip: string | null
  readonly userAgent: string | null
  readonly outcome: 'success' | 'failure'
  /** Why it failed; null when it did not. */
  readonly reason: AuthErrorCode | null
  readonly data: EventData[T]
}

/** What the store adds: the event's place in the log of its organization. */
export interface EventPlace {
  /** From 1, without a gap. */
  readonly sequence: number
  /** Hash of the event before; 64 zeros for the first. */
  readonly previousHash: string
  /** SHA-256 over everything else, lower-case hex. */
  readonly hash: string
}

/** An event on its way to the store. */
export type EventDraft = { readonly [T in AuthEventType]: DraftOf<T> }[AuthEventType]

/** Something that happened, and its place in the log. Switch over `type`. */
export type AuthEvent = { readonly [T in AuthEventType]: DraftOf<T> & EventPlace }[AuthEventType]

/** The compiler misses a type that is not here. */
const everyType: Readonly<Record<AuthEventType, true>> = {
  'login.succeeded': true,
  'login.failed': true,
  'session.revoked': true,
  'organization.created': true,
  'organization.updated': true,
  'organization.deleted': true,
  'domain.added': true,
  'domain.verified': true,
  'domain.verification_failed': true,
  'domain.updated': true,
  'domain.deleted': true,
  'connection.created': true,
  'connection.updated': true,
  'connection.activated': true,
  'connection.deactivated': true,
  'connection.deleted': true,
  'connection.tested': true,
  'connection.metadata_refreshed': true,
  'connection.metadata_failed': true,
  'connection.certificate_expiring': true,
  'connection.signals_verified': true,
  'user.created': true,
  'user.updated': true,
  'user.deactivated': true,
  'user.reactivated': true,
  'user.deleted': true,
  'user.linked': true,
  'user.unlinked': true,
  'user.moved': true,
  'group.created': true,
  'group.updated': true,
  'group.deleted': true,
  'group.member_added': true,
  'group.member_removed': true,
  'role.mapped': true,
  'role.unmapped': true,
  'role.changed': true,
  'scim.token_created': true,
  'scim.token_revoked': true,
  'webhook.created': true,
  'webhook.updated': true,
  'webhook.secret_rotated': true,
  'webhook.disabled': true,
  'webhook.deleted': true,
  'webhook.delivery_failed': true,
}

/** All types, for filters. */
export const authEventTypes: readonly AuthEventType[] = Object.freeze(Object.keys(everyType) as AuthEventType[])
