import type { OidcConnection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { Jwks } from './jwks.ts'
import { parseLogoutToken, type LogoutToken } from './parse-logout-token.ts'
import { verifySignature } from './verify-signature.ts'

/**
 * Proves that a logout token is the identity provider's, and meant for us, now. That it was not used before is left to the caller.
 *
 * @throws AuthError OIDC_LOGOUT_TOKEN_INVALID, OIDC_DISCOVERY_FAILED when the keys cannot be had.
 * @see OpenID Connect Back-Channel Logout 1.0, section 2.6
 */
export async function verifyLogoutToken(
  logoutToken: string,
  connection: OidcConnection,
  jwks: Jwks,
  outside: Outside,
): Promise<LogoutToken> {
  const token = await verifySignature(logoutToken, 'logout token', jwks, outside)
  return parseLogoutToken(token, connection, outside.now())
}
