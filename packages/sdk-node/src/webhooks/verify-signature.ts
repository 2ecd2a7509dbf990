import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { AuthError } from '../model/auth-error.ts'
import type { WebhookHeaders } from './webhook-headers.ts'

const prefix = 'whsec_'
const [minBytes, maxBytes] = [24, 64]

/**
 * Checks that one of the secrets signed this body, under this id and at this moment.
 *
 * The library signs; its `verify` is not used: it takes no clock and no tolerance, and reads `1700000000x` as a moment.
 *
 * @param secrets checked before, by {@link checkSecrets}.
 * @throws AuthError WEBHOOK_SIGNATURE_INVALID
 */
export function verifySignature(
  body: string,
  { id, timestamp, signatures }: WebhookHeaders,
  secrets: readonly string[],
): void {
  const sentAt = new Date(timestamp * 1000)
  const expected = secrets.map((secret) => Buffer.from(new Webhook(secret).sign(id, sentAt, body)))
  const isSigned = signatures.some((text) => {
    const given = Buffer.from(text)
    return expected.some((each) => each.length === given.length && timingSafeEqual(each, given))
  })
  if (isSigned) return
  const [wanted, got] = [secrets.length, signatures.length]
  throw new AuthError(
    'WEBHOOK_SIGNATURE_INVALID',
    `wanted a v1 signature with ${wanted === 1 ? 'the secret' : `one of ${wanted} secrets`}, got ${got}, none of them right: ` +
      'another secret, or a body that is not as it was sent',
  )
}

/**
 * The secrets of a receiver, with or without `whsec_`. One that is not there, or short, would let anybody in.
 *
 * @throws AuthError CONFIG_INVALID
 * @see Standard Webhooks 1.0.0, "Signature scheme"
 */
export function checkSecrets(given: unknown): readonly string[] {
  const secrets: readonly unknown[] = Array.isArray(given) ? given : [given]
  if (secrets.length === 0) throw new AuthError('CONFIG_INVALID', 'secret: wanted one at least, got none')
  return secrets.map((secret) => {
    if (typeof secret !== 'string')
      throw new AuthError('CONFIG_INVALID', `secret: wanted text, got ${secret === null ? 'null' : typeof secret}`)
    const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret
    const bytes = Buffer.from(text, 'base64')
    if (unpadded(bytes.toString('base64')) !== unpadded(text) || bytes.length < minBytes || bytes.length > maxBytes)
      throw new AuthError(
        'CONFIG_INVALID',
        `secret: wanted '${prefix}' and ${minBytes} to ${maxBytes} bytes in base64, got ${text.length} characters that are not`,
      )
    return text
  })
}

const unpadded = (text: string): string => text.replace(/=+$/, '')
