import type { AuthEventType } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { WriteContext } from '../model/write-context.ts'

/** An endpoint without what proves anybody. */
export type ManagedWebhook = Omit<WebhookEndpoint, 'sealedSecrets' | 'tokenHash'>

/** An endpoint to be. */
export interface WebhookDraft {
  /** Whose events; null: those of every organization. */
  readonly organizationId: string | null
  /** @default null */
  readonly name?: string | null
  /** @default 'webhook' */
  readonly format?: WebhookEndpoint['format']
  /** @default 'push' */
  readonly transport?: WebhookEndpoint['transport']
  /** https. Required for `push`, not taken for `poll`. */
  readonly url?: string
  /** Null: all. @default null */
  readonly types?: readonly AuthEventType[] | null
  /** `set` and `push` only: sent as `Authorization: Bearer …`, RFC 8935 section 2.1. @default null */
  readonly bearerToken?: string | null
}

/** What can be changed. Left out stays. */
export interface WebhookChanges {
  readonly name?: string | null
  readonly url?: string
  readonly types?: readonly AuthEventType[] | null
  /** `active` also after it was disabled for failing: what was pending goes on, what happened meanwhile has to be replayed. */
  readonly status?: WebhookEndpoint['status']
  readonly bearerToken?: string | null
}

/** Which events are sent again. */
export type ReplayQuery =
  | { readonly organizationId: string; readonly eventId: string }
  /** Sequences, both included; at most 10000 events. */
  | { readonly organizationId: string; readonly from: number; readonly to: number }
  /** Everything that was given up. */
  | { readonly dead: true }

/** Who is told what happens, and how that goes. */
export interface ManageWebhooks {
  /**
   * @returns `secret`: what the receiver verifies with, `whsec_…` (`webhook`), or proves itself with (`poll`); null for a pushed SET,
   * which is verified with our public keys. Nobody can be shown it again.
   * @throws AuthError WEBHOOK_INVALID, ORGANIZATION_NOT_FOUND
   */
  readonly create: (
    draft: WebhookDraft,
    context?: WriteContext,
  ) => Promise<{ readonly webhook: ManagedWebhook; readonly secret: string | null }>
  /** @throws AuthError WEBHOOK_NOT_FOUND */
  readonly get: (webhookId: string) => Promise<ManagedWebhook>
  /** @param query `organizationId` null: those of all organizations; left out: every one there is */
  readonly list: (query?: {
    readonly organizationId?: string | null
    readonly after?: string
    readonly limit?: number
  }) => Promise<{ readonly webhooks: readonly ManagedWebhook[]; readonly cursor: string | null }>
  /** @throws AuthError WEBHOOK_NOT_FOUND, WEBHOOK_INVALID, WRITE_CONFLICT */
  readonly update: (webhookId: string, changes: WebhookChanges, context?: WriteContext) => Promise<ManagedWebhook>
  /** With its deliveries. @throws AuthError WEBHOOK_NOT_FOUND */
  readonly remove: (webhookId: string, context?: WriteContext) => Promise<void>
  /**
   * A new secret. For `overlapSeconds` the old one signs too (`webhook`) or is accepted too (never for `poll`).
   *
   * @param options `overlapSeconds` 0 to 604800. @default 86400
   * @throws AuthError WEBHOOK_NOT_FOUND, WEBHOOK_INVALID (a pushed SET has none)
   */
  readonly rotateSecret: (
    webhookId: string,
    options?: { readonly overlapSeconds?: number },
    context?: WriteContext,
  ) => Promise<{ readonly secret: string }>
  /** Delivered ones are kept for a week. @throws AuthError WEBHOOK_NOT_FOUND, REQUEST_INVALID */
  readonly listDeliveries: (
    webhookId: string,
    query?: { readonly status?: Delivery['status']; readonly after?: string; readonly limit?: number },
  ) => Promise<{ readonly deliveries: readonly Delivery[]; readonly cursor: string | null }>
  /**
   * Sends events again, delivered before or not, in their order. Answers how many.
   *
   * @throws AuthError WEBHOOK_NOT_FOUND, REQUEST_INVALID
   */
  readonly replay: (webhookId: string, query: ReplayQuery) => Promise<{ readonly replayed: number }>
  /** Seals every secret anew with the first of `secrets`: before an old one is taken out. Answers how many webhooks were saved. */
  readonly resealSecrets: () => Promise<number>
}

/** What one run of deliveries did. */
export interface DeliveryReport {
  /** Deliveries that were made of new events. */
  readonly handedOut: number
  readonly delivered: number
  /** Attempts that failed and will be repeated. */
  readonly failed: number
  /** Given up. */
  readonly dead: number
  /** When the next one is due, as far as is known; null: nothing waits. */
  readonly nextDueAt: Date | null
}

/** How long a run may go on. */
export interface DeliverOptions {
  /** It ends when nothing is due, or after that long. @default 25 */
  readonly maxSeconds?: number
}

/** A worker in this process. */
export interface Worker {
  /** Resolves when the attempts under way have ended. */
  readonly stop: () => Promise<void>
}

/** How often a worker looks. */
export interface WorkerOptions {
  /** Milliseconds between looks when nothing is due. @default 1000 */
  readonly intervalMs?: number
}
