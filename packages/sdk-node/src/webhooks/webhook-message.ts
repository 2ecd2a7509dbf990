import type { AuthErrorCode } from '../model/auth-error.ts'
import type { EventActor } from '../model/event-actor.ts'
import type { AuthEventType, EventData, EventTarget } from '../model/event.ts'
import type { Json } from '../model/json.ts'

/** A value as JSON carries it: moments are ISO 8601. */
export type AsJson<T> = T extends Date
  ? string
  : T extends Json | undefined
    ? T
    : { readonly [K in keyof T]: AsJson<T[K]> }

interface MessageFrame<T extends AuthEventType> {
  readonly type: T
  /** When it happened, ISO 8601; when it was sent is in the header. */
  readonly timestamp: string
  /** Of the event: the same on every retry and replay. */
  readonly id: string
  readonly organizationId: string
  /** Place in the log of its organization: from 1, without a gap. */
  readonly sequence: number
  readonly actor: EventActor
  readonly target: EventTarget
  readonly outcome: 'success' | 'failure'
  /** Why it failed; null when it did not. */
  readonly reason: AuthErrorCode | null
}

interface WholeMessage<T extends AuthEventType> extends MessageFrame<T> {
  readonly data: AsJson<EventData[T]>
  readonly truncated?: never
}

/** What an event tells did not fit: read it from the log, by `organizationId` and `sequence`. */
interface TruncatedMessage<T extends AuthEventType> extends MessageFrame<T> {
  readonly data: null
  readonly truncated: true
}

/** Body of a webhook. Switch over `type`; `data` is null where `truncated` is true. */
export type WebhookMessage = { readonly [T in AuthEventType]: WholeMessage<T> | TruncatedMessage<T> }[AuthEventType]
