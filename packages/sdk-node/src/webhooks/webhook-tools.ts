import type { AuthEvent } from '../model/event.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

/** Where a secret is kept; it opens nowhere else. */
export interface WebhookSecretPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

/** Seals text with the first of `secrets`. */
export interface WebhookSecretBox {
  readonly seal: (secret: string, place: WebhookSecretPlace) => string
  readonly open: (sealed: string, place: WebhookSecretPlace) => string
  readonly needsReseal: (sealed: string) => boolean
}

/** What endpoints are managed with. Rooms do not know each other, so whoever puts them together hands it in. */
export interface WebhookTools {
  readonly store: Pick<Store, 'webhookEndpoints' | 'deliveries' | 'events' | 'organizations'>
  readonly now: () => Date
  readonly secretBox: WebhookSecretBox
  /** What is kept of a token that is shown once. */
  readonly hashToken: (token: string) => string
  /** Judges a URL without asking anybody: scheme, credentials, a literal address. Throws what says why not, and never a query. */
  readonly checkUrl: (url: URL) => void
  /** Whether the organization is one of the options. */
  readonly isStaticOrganization: (organizationId: string) => boolean
}

/** What deliveries are made with. */
export interface DeliveryTools {
  readonly store: Pick<Store, 'webhookEndpoints' | 'deliveries' | 'events'>
  readonly now: () => Date
  readonly secretBox: Pick<WebhookSecretBox, 'open'>
  /** Follows no redirect, reaches no private address, ends after `timeoutMs`. */
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMs: number
  /** From 0 up to 1. */
  readonly random: () => number
  /** The event as a Security Event Token for that endpoint, RFC 8417. */
  readonly toSet: (event: AuthEvent, endpoint: WebhookEndpoint) => Promise<string>
  readonly log: Log
}
