import { AuthError } from '../model/auth-error.ts'
import { readRawBody } from './raw-body.ts'
import { checkSecrets, verifySignature } from './verify-signature.ts'
import { parseWebhookHeaders, type HeaderSource, type WebhookHeaders } from './webhook-headers.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** A webhook as it arrived: a Web `Request` nobody has read, or headers and the body as it was sent. */
export type WebhookRequest = Request | { readonly headers: HeaderSource; readonly rawBody: unknown }

/** How strict a receiver is. */
export interface VerifyWebhookOptions {
  /**
   * How far the sender's clock, and the way, may be from ours. Whole seconds, up to a day.
   *
   * @default 300
   */
  readonly toleranceSeconds?: number
  /**
   * The clock.
   *
   * @default () => new Date()
   */
  readonly now?: () => Date
  /**
   * Answers true for what was received before: it is then refused. For a handler that may fail, use `createWebhookReceiver`: it lets what
   * failed come again.
   *
   * @default nothing is refused for having been here before
   */
  readonly seen?: (id: string, sentAt: Date) => boolean | Promise<boolean>
  /**
   * What is read at most.
   *
   * @default 1048576
   */
  readonly maxBytes?: number
}

const maxToleranceSeconds = 86_400

/**
 * What a webhook says, once it is certain that whoever has the secret sent it, just now.
 *
 * An event type that this version does not know comes through: leave room for it where you switch over `type`.
 *
 * @param secret `whsec_…`, as it was shown when the webhook was made; several while it is being rotated.
 * @throws AuthError WEBHOOK_SIGNATURE_INVALID, REQUEST_TOO_LARGE, REQUEST_INVALID; CONFIG_INVALID for a secret that is none
 * @see Standard Webhooks 1.0.0
 */
export async function verifyWebhook(
  request: WebhookRequest,
  secret: string | readonly string[],
  options: VerifyWebhookOptions = {},
): Promise<WebhookMessage> {
  const { now = () => new Date(), seen, maxBytes = 1_048_576, toleranceSeconds = 300 } = options
  const secrets = checkSecrets(secret)
  if (!Number.isInteger(toleranceSeconds) || toleranceSeconds < 0 || toleranceSeconds > maxToleranceSeconds)
    throw new AuthError(
      'CONFIG_INVALID',
      `toleranceSeconds: wanted a whole number from 0 to ${maxToleranceSeconds}, got ${String(toleranceSeconds)}`,
    )
  const headers = parseWebhookHeaders(request.headers)
  checkTime(headers, now(), toleranceSeconds)
  const body = await readRawBody(request instanceof Request ? request : request.rawBody, maxBytes)
  verifySignature(body, headers, secrets)
  const message = parseMessage(body)
  if (seen !== undefined && (await seen(headers.id, new Date(headers.timestamp * 1000))))
    throw new AuthError('WEBHOOK_SIGNATURE_INVALID', `webhook-id: wanted a new one, got '${headers.id}' again`)
  return message
}

function checkTime({ timestamp }: WebhookHeaders, now: Date, toleranceSeconds: number): void {
  const away = Math.floor(now.getTime() / 1000) - timestamp
  if (Math.abs(away) <= toleranceSeconds) return
  const got = away > 0 ? `${away} s ago` : `${-away} s ahead`
  throw new AuthError(
    'WEBHOOK_SIGNATURE_INVALID',
    `webhook-timestamp: wanted within ${toleranceSeconds} s of this clock, got ${got}`,
  )
}

/** Whoever has the secret wrote it: what is checked is that it is a message at all. */
function parseMessage(body: string): WebhookMessage {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (cause) {
    throw new AuthError('REQUEST_INVALID', 'the body: wanted JSON, got other text', { cause })
  }
  for (const name of ['type', 'id', 'timestamp'])
    if (typeof value !== 'object' || value === null || typeof Reflect.get(value, name) !== 'string')
      throw new AuthError('REQUEST_INVALID', `the body: wanted an object with the text '${name}', got none`)
  return value as WebhookMessage
}
