import { randomBytes } from 'node:crypto'
import type { WebhookEndpoint } from '../model/webhook.ts'
import type { WebhookSecretBox, WebhookSecretPlace } from './webhook-tools.ts'

/** One that signs. */
export interface SigningSecret {
  /** `whsec_…` */
  readonly secret: string
  /** ISO 8601: it signs until then; null: until it is replaced. */
  readonly until: string | null
}

/** All that an endpoint keeps secret. */
export interface WebhookSecrets {
  /** The newest first. */
  readonly signing: readonly SigningSecret[]
  readonly bearerToken: string | null
}

type Sealed = Pick<WebhookEndpoint, 'id' | 'sealedSecrets'>

const none: WebhookSecrets = Object.freeze({ signing: Object.freeze([]), bearerToken: null })
const randomLength = 32
/** Each makes the header longer, and every request with it. */
const maxSigning = 5

const placeOf = (id: string): WebhookSecretPlace => ({
  table: 'launchpad_webhook_endpoints',
  row: id,
  column: 'sealed_secrets',
})

/** A secret to sign with, as Standard Webhooks writes it. */
export function createSigningSecret(): string {
  return `whsec_${randomBytes(randomLength).toString('base64')}`
}

/** What a receiver that polls proves itself with. */
export function createPollToken(): string {
  return `whpoll_${randomBytes(randomLength).toString('base64url')}`
}

/** @throws AuthError when no secret of the app opens them */
export function openWebhookSecrets({ id, sealedSecrets }: Sealed, box: Pick<WebhookSecretBox, 'open'>): WebhookSecrets {
  return sealedSecrets === null ? none : (JSON.parse(box.open(sealedSecrets, placeOf(id))) as WebhookSecrets)
}

/** Null: there is nothing to keep. */
export function sealWebhookSecrets(
  id: string,
  secrets: WebhookSecrets,
  box: Pick<WebhookSecretBox, 'seal'>,
): string | null {
  const isEmpty = secrets.signing.length === 0 && secrets.bearerToken === null
  return isEmpty ? null : box.seal(JSON.stringify(secrets), placeOf(id))
}

/** The secrets that sign at that moment. */
export function listLiveSecrets({ signing }: WebhookSecrets, now: Date): readonly string[] {
  return signing.filter((one) => isLive(one, now)).map(({ secret }) => secret)
}

/** The new one before those that go on for a while. */
export function withNewSecret(
  secrets: WebhookSecrets,
  secret: string,
  { now, overlapSeconds }: { readonly now: Date; readonly overlapSeconds: number },
): WebhookSecrets {
  const end = new Date(now.getTime() + overlapSeconds * 1000).toISOString()
  const old = secrets.signing.map((one) => ({
    ...one,
    until: one.until === null || one.until > end ? end : one.until,
  }))
  const living = old.filter((one) => isLive(one, now))
  return { ...secrets, signing: [{ secret, until: null }, ...living].slice(0, maxSigning) }
}

const isLive = ({ until }: SigningSecret, now: Date): boolean => until === null || Date.parse(until) > now.getTime()
