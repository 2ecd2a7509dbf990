import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import { fetchJson } from './fetch-json.ts'
import { parseProviderMetadata } from './parse-provider-metadata.ts'
import type { ProviderMetadata } from './provider-metadata.ts'

/** Real documents have 2 to 6 KiB. */
const maxBytes = 256 * 1024

/**
 * Fetches what an issuer says about itself.
 *
 * @throws AuthError OIDC_DISCOVERY_FAILED
 * @see OpenID Connect Discovery 1.0, section 4
 */
export async function discoverIssuer(
  connection: Pick<OidcConnection, 'issuer' | 'insecureAllowPrivateNetwork'>,
  outside: Outside,
): Promise<ProviderMetadata> {
  const url = `${connection.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  try {
    return parseProviderMetadata(await fetchJson(url, { maxBytes }, outside), connection)
  } catch (error) {
    throw new AuthError('OIDC_DISCOVERY_FAILED', `metadata of '${connection.issuer}': ${(error as Error).message}`, {
      cause: error,
    })
  }
}
