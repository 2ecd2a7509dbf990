import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import { createRefreshed } from './create-refreshed.ts'
import { fetchJson } from './fetch-json.ts'
import { parseJwks, type VerificationKey } from './parse-jwks.ts'

/** The identity provider's signing keys, kept. */
export interface Jwks {
  readonly get: (outside: Outside) => Promise<readonly VerificationKey[]>
  /**
   * The keys after a token did not fit those we have: fetched again, at most once a minute. The first rotation is seen at
   * once, and nobody can make us ask for keys with every login.
   */
  readonly renewForToken: (outside: Outside) => Promise<readonly VerificationKey[]>
}

const maxBytes = 256 * 1024
const renewalPauseMs = 60 * 1000

/** @param getUri answers the `jwks_uri` of the current metadata. */
export function createJwks(getUri: (outside: Outside) => Promise<string>): Jwks {
  const keys = createRefreshed(async (outside) => fetchJwks(await getUri(outside), outside))
  let renewal: { readonly at: number; readonly done: Promise<unknown> } | null = null

  const renewForToken = async (outside: Outside): Promise<readonly VerificationKey[]> => {
    const at = outside.now().getTime()
    if (renewal === null || Math.abs(at - renewal.at) >= renewalPauseMs) {
      renewal = { at, done: keys.renew(outside).catch(() => undefined) }
    }
    // Also those who came within the pause wait for the renewal that opened it.
    await renewal.done
    return keys.get(outside)
  }
  return { get: keys.get, renewForToken }
}

/** @throws AuthError OIDC_DISCOVERY_FAILED */
async function fetchJwks(uri: string, outside: Outside): Promise<readonly VerificationKey[]> {
  try {
    return parseJwks(await fetchJson(uri, { maxBytes }, outside))
  } catch (error) {
    throw new AuthError('OIDC_DISCOVERY_FAILED', `keys at ${uri}: ${(error as Error).message}`, { cause: error })
  }
}
