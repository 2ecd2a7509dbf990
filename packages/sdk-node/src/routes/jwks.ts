import type { Kit, Visit } from './kit.ts'
import type { Answer } from '../ports/answer.ts'

/** Instances that were given a new secret sign with it at once; an unknown key makes receivers look again. */
const maxAgeSeconds = 300

/** GET /jwks: the public keys of our Security Event Tokens. @see RFC 7517, section 5 */
export async function jwks(_visit: Visit, { config }: Kit): Promise<Answer> {
  const { createSetKeys } = await import('../webhooks/set-keys.ts')
  const keys = await createSetKeys(config.secrets)
  return {
    status: 200,
    headers: {
      'content-type': 'application/jwk-set+json',
      'cache-control': `public, max-age=${maxAgeSeconds}`,
      // Receivers may read it in a browser; there is nothing secret in it.
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
    cookies: [],
    text: JSON.stringify(keys.jwks),
  }
}
