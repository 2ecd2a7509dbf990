import type { AuthErrorCode } from './auth-error.ts'
import type { SubjectLink, User } from './user.ts'

/** What an event may say of a user: what people can change. */
export type UserValues = Pick<User, 'email' | 'name' | 'firstName' | 'lastName' | 'status' | 'roles'>

/** What each type of event tells beyond who, when and whether. Never a secret, a token or a reply as it came. */
export interface EventData {
  readonly 'login.succeeded': { readonly connectionId: string; readonly loginId: string }
  /** `incidentId` is on the page the person saw, and in the log with the detail. */
  readonly 'login.failed': {
    readonly connectionId: string
    readonly loginId: string | null
    readonly incidentId: string
  }
  readonly 'user.created': { readonly connectionId: string | null; readonly old: null; readonly new: UserValues }
  /** Only what changed. */
  readonly 'user.updated': {
    readonly connectionId: string | null
    readonly old: Partial<UserValues>
    readonly new: Partial<UserValues>
  }
  readonly 'user.linked': { readonly old: null; readonly new: SubjectLink }
}

/** What can happen. */
export type AuthEventType = keyof EventData

/** Who did it; `id` is null for somebody who is not known, or not known yet. */
export interface EventActor {
  readonly type: 'user' | 'api' | 'scim' | 'system'
  readonly id: string | null
}

/** What it was done to. */
export interface EventTarget {
  readonly type: 'user' | 'connection'
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

/** All types, for filters. */
export const authEventTypes: readonly AuthEventType[] = Object.freeze([
  'login.succeeded',
  'login.failed',
  'user.created',
  'user.updated',
  'user.linked',
] satisfies AuthEventType[])
