import type { AuthEventType } from './event.ts'

/** Somebody who is told what happens. */
export interface WebhookEndpoint {
  readonly id: string
  /** Whose events; null: those of every organization. */
  readonly organizationId: string | null
  /** For people; null: none was given. */
  readonly name: string | null
  /** `webhook`: JSON by Standard Webhooks. `set`: Security Event Tokens, RFC 8417. */
  readonly format: 'webhook' | 'set'
  /** `push`: we call `url`. `poll`: they fetch (RFC 8936); `set` only. */
  readonly transport: 'push' | 'poll'
  /** Null for `poll`. */
  readonly url: string | null
  /** Null: all. */
  readonly types: readonly AuthEventType[] | null
  /** `disabled`: by somebody, or because nothing arrived for days. Nothing is handed out to it. */
  readonly status: 'active' | 'disabled'
  /** Why it is disabled, for people; null while it is not. */
  readonly disabledReason: string | null
  /**
   * JSON of the secrets, sealed with `secrets`: `webhook` those that sign, the first the newest; `set` the bearer token we send to
   * `url`, if any.
   */
  readonly sealedSecrets: string | null
  /** `hashToken` of what a receiver that polls proves itself with; null: it does not poll. */
  readonly tokenHash: string | null
  /** When the last delivery arrived; null: none yet. */
  readonly lastSuccessAt: Date | null
  /** Since when nothing arrives; null: it does, or nothing was sent. */
  readonly failingSince: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}

/** One event on its way to one endpoint. */
export interface Delivery {
  readonly endpointId: string
  readonly organizationId: string
  /** Of the event, in the log of its organization. */
  readonly sequence: number
  readonly eventId: string
  readonly type: AuthEventType
  /** What has to arrive in order: the event's target, as `user:4f…`. */
  readonly subject: string
  readonly transport: WebhookEndpoint['transport']
  /** `dead`: given up. */
  readonly status: 'pending' | 'delivered' | 'dead'
  /** How often it was tried. */
  readonly attempts: number
  /** When it may be tried next. */
  readonly dueAt: Date
  /** Taken by a worker until then; null: by none. */
  readonly leasedUntil: Date | null
  /** HTTP status of the last answer; null: none came. */
  readonly lastStatus: number | null
  /** Why the last attempt failed, for people, bounded; null: it did not. */
  readonly lastError: string | null
  readonly createdAt: Date
  /** When it arrived or was given up; null while pending. */
  readonly settledAt: Date | null
}
