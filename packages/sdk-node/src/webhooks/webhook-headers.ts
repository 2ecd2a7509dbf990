import { AuthError } from '../model/auth-error.ts'

/** Headers as a Web `Request`, Node or a framework has them. */
export type HeaderSource =
  | { readonly get: (name: string) => string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** What a sender says beside the body. */
export interface WebhookHeaders {
  /** The same on every attempt. */
  readonly id: string
  /** When this attempt was made: whole seconds since 1970. */
  readonly timestamp: number
  /** `v1,…`, several with a space between: one for each secret that is in use. */
  readonly signatures: readonly string[]
}

const maxIdLength = 256

/**
 * @throws AuthError WEBHOOK_SIGNATURE_INVALID
 * @see Standard Webhooks 1.0.0, "Webhook headers"
 */
export function parseWebhookHeaders(source: HeaderSource): WebhookHeaders {
  const id = getHeader(source, 'webhook-id')
  if (id.length > maxIdLength) throw invalid(`webhook-id: wanted at most ${maxIdLength} characters, got ${id.length}`)
  const timestamp = getHeader(source, 'webhook-timestamp')
  // Digits only: a lax reader takes '1700000000 years ago' for a number.
  if (!/^\d{1,11}$/.test(timestamp))
    throw invalid(`webhook-timestamp: wanted seconds since 1970, got '${timestamp.slice(0, 40)}'`)
  const signatures = getHeader(source, 'webhook-signature').split(' ')
  return { id, timestamp: Number(timestamp), signatures: signatures.filter((each) => each.startsWith('v1,')) }
}

function getHeader(source: HeaderSource, name: string): string {
  const found = typeof source.get === 'function' ? source.get(name) : fromRecord(source as PlainHeaders, name)
  if (typeof found !== 'string' || found === '') throw invalid(`${name}: wanted this header once, got none or several`)
  return found
}

type PlainHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

function fromRecord(source: PlainHeaders, name: string): unknown {
  const values = Object.keys(source).filter((key) => key.toLowerCase() === name)
  return values.length === 1 ? source[values[0] ?? ''] : undefined
}

const invalid = (detail: string): AuthError => new AuthError('WEBHOOK_SIGNATURE_INVALID', detail)
