import { SignJWT } from 'jose'
import type { AuthEvent } from '../model/event.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { toSetClaims } from './set-claims.ts'
import { createSetKeys } from './set-keys.ts'
import { toPayload } from './to-payload.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** What says who issues tokens. */
export interface SetOptions {
  /** `baseUrl` and `basePath`: below it are `/jwks` and `/events/…/poll`. */
  readonly issuer: string
  readonly secrets: readonly string[]
  readonly now: () => Date
}

/** Writes an event as a Security Event Token for an endpoint. */
export type ToSet = (event: AuthEvent, endpoint: Pick<WebhookEndpoint, 'id' | 'url'>) => Promise<string>

/**
 * Tokens signed with ES256 by a key that is made of the first secret.
 *
 * @see RFC 8417, section 2.3 (explicit typing)
 */
export async function createSetWriter({ issuer, secrets, now }: SetOptions): Promise<ToSet> {
  const { signing } = await createSetKeys(secrets)
  return async (event, endpoint) => {
    const audience = endpoint.url ?? toPollUrl(issuer, endpoint.id)
    const message = JSON.parse(toPayload(event)) as WebhookMessage
    const claims = toSetClaims(event, message, { issuer, audience, now: now() })
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'secevent+jwt', kid: signing.kid })
      .sign(signing.key)
  }
}

/** Where an endpoint without a URL fetches, which is also what its tokens are for. */
function toPollUrl(issuer: string, endpointId: string): string {
  return `${issuer}/events/${encodeURIComponent(endpointId)}/poll`
}
