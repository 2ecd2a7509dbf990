import type { OidcConnection } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import type { Handoff, LogoutAsk } from '../ports/protocol.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { readClaims } from './read-claims.ts'

/** Longer ones are cut off by servers and proxies that keep to their defaults of 8 KiB for all of a request's first line and more. */
const maxUrlLength = 6 * 1024

/**
 * Builds the request that ends the session at the identity provider: a redirect, or a form where the ID token makes the address too long. Null
 * when the provider has no such page.
 *
 * @throws AuthError OIDC_DISCOVERY_FAILED
 * @see OpenID Connect RP-Initiated Logout 1.0, section 2
 */
export async function createLogoutRequest(
  ask: LogoutAsk<OidcConnection>,
  provider: Pick<IdentityProvider, 'getMetadata'>,
  outside: Outside,
): Promise<Handoff | null> {
  const { end_session_endpoint: endpoint } = await provider.getMetadata(outside)
  if (endpoint === undefined) return null
  const fields = toFields(ask)
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  return url.href.length <= maxUrlLength
    ? { kind: 'redirect', url }
    : { kind: 'form-post', url: new URL(endpoint), fields }
}

function toFields({ connection, logoutId, returnUrl, secrets }: LogoutAsk<OidcConnection>): Record<string, string> {
  const idToken = secrets?.idToken ?? null
  // The name by which Microsoft's page picks the account; where there is none, `id_token_hint` says it.
  const hint = idToken === null ? undefined : readClaims(idToken)['login_hint']
  return {
    ...(idToken === null ? {} : { id_token_hint: idToken }),
    ...(typeof hint === 'string' && hint !== '' ? { logout_hint: hint } : {}),
    client_id: connection.clientId,
    post_logout_redirect_uri: returnUrl.href,
    state: logoutId,
  }
}
