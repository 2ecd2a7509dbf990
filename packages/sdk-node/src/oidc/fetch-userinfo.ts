import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import { fetchJson } from './fetch-json.ts'
import type { ProviderMetadata } from './provider-metadata.ts'
import { toPrintable } from '../model/to-printable.ts'

const maxBytes = 256 * 1024

/**
 * The claims the userinfo endpoint has about the person of the ID token. Plain JSON only: a signed answer (JWT) is refused.
 *
 * @throws AuthError OIDC_USERINFO_FAILED
 * @see OpenID Connect Core 1.0, section 5.3
 */
export async function fetchUserinfo(
  metadata: ProviderMetadata,
  accessToken: string,
  subject: string,
  outside: Outside,
): Promise<Readonly<Record<string, unknown>>> {
  const { userinfo_endpoint: url } = metadata
  if (url === undefined) return {}
  const headers = { authorization: `Bearer ${accessToken}` }
  const claims = await fetchJson(url, { maxBytes, headers }, outside).catch((error: unknown) => {
    throw new AuthError('OIDC_USERINFO_FAILED', `userinfo: ${(error as Error).message}`, { cause: error })
  })
  if (claims['sub'] !== subject)
    throw new AuthError(
      'OIDC_USERINFO_FAILED',
      `userinfo: wanted sub '${toPrintable(subject)}', got '${toPrintable(claims['sub'])}'`,
    )
  return claims
}
