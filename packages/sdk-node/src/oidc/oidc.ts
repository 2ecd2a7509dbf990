import type { OidcConnection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import type { Outside } from '../ports/outside.ts'
import type { Proof, Protocol, Reply, UpstreamLogout } from '../ports/protocol.ts'
import { createAuthorizationRequest } from './authorization-request.ts'
import { checkCallback } from './check-callback.ts'
import { checkIdToken } from './check-id-token.ts'
import { claimsToIdentity } from './claims-to-identity.ts'
import { exchangeCode } from './exchange-code.ts'
import { fetchUserinfo } from './fetch-userinfo.ts'
import { hasNeededClaims } from './has-needed-claims.ts'
import { createLogoutRequest } from './create-logout-request.ts'
import { createIdentityProvider, type IdentityProvider } from './identity-provider.ts'
import { parseCode } from './parse-code.ts'
import type { LogoutToken } from './parse-logout-token.ts'
import { refreshTokens, type RefreshAsk, type RefreshedTokens } from './refresh-tokens.ts'
import { verifyLogoutToken } from './verify-logout-token.ts'
import { verifySignature } from './verify-signature.ts'

type OidcMemo = Extract<Memo, { type: 'oidc' }>

/** No reply is taken later than this, whatever `exp` says: the login it belongs to is long gone. */
const maxReplayMs = 24 * 3600 * 1000

/** Signing in, signing out, and hearing that somebody is signed out. */
export interface Oidc extends Protocol<OidcConnection, OidcMemo>, UpstreamLogout<OidcConnection> {
  /** Whether the provider has a page that signs out. @throws AuthError OIDC_DISCOVERY_FAILED */
  readonly offersLogout: (connection: OidcConnection, outside: Outside) => Promise<boolean>
  /** @throws AuthError OIDC_REFRESH_REFUSED, OIDC_REFRESH_FAILED */
  readonly refresh: (ask: RefreshAsk, connection: OidcConnection, outside: Outside) => Promise<RefreshedTokens>
  /** Of back-channel logout. @throws AuthError OIDC_LOGOUT_TOKEN_INVALID, OIDC_DISCOVERY_FAILED */
  readonly verifyLogout: (logoutToken: string, connection: OidcConnection, outside: Outside) => Promise<LogoutToken>
}

/**
 * Signing in by OpenID Connect. What is known of an identity provider is kept as long as its connection object lives: in
 * steady state a login costs one request, to the token endpoint.
 */
export function createOidc(): Oidc {
  const providers = new WeakMap<OidcConnection, IdentityProvider>()
  const providerOf = (connection: OidcConnection): IdentityProvider => {
    const known = providers.get(connection)
    if (known !== undefined) return known
    const created = createIdentityProvider(connection)
    providers.set(connection, created)
    return created
  }
  return Object.freeze({
    start: (ask, outside) => createAuthorizationRequest(ask, providerOf(ask.connection), outside),
    finish: (reply, outside) => finish(reply, providerOf(reply.connection), outside),
    startLogout: (ask, outside) => createLogoutRequest(ask, providerOf(ask.connection), outside),
    offersLogout: async (connection, outside) =>
      (await providerOf(connection).getMetadata(outside)).end_session_endpoint !== undefined,
    refresh: (ask, connection, outside) => refreshTokens(ask, providerOf(connection), outside),
    verifyLogout: (logoutToken, connection, outside) =>
      verifyLogoutToken(logoutToken, connection, providerOf(connection).jwks, outside),
  } satisfies Oidc)
}

async function finish(
  reply: Reply<OidcConnection, OidcMemo>,
  provider: IdentityProvider,
  outside: Outside,
): Promise<Proof> {
  const { connection, loginId, memo, params, passed } = reply
  checkCallback(params, loginId)
  passed?.('state')
  const metadata = await provider.getMetadata(outside)
  passed?.('discovery')
  const code = parseCode(params, metadata)
  passed?.('authorization')
  const { idToken, ...tokens } = await exchangeCode(code, reply, provider, outside)
  const { accessToken } = tokens
  passed?.('token')
  const token = await verifySignature(idToken, 'ID token', provider.jwks, outside)
  passed?.('signature')
  const now = outside.now()
  checkIdToken(token, accessToken, connection, now)
  passed?.('id-token')
  const { claims } = token
  const complete = hasNeededClaims(claims, connection.attributes)
  const userinfo = complete ? {} : await fetchUserinfo(metadata, accessToken, String(claims['sub']), outside)
  passed?.('userinfo')
  const identity = claimsToIdentity(claims, userinfo, connection)
  passed?.('attributes')
  return {
    identity,
    replayId: memo.nonce,
    replayUntil: toReplayUntil(claims['exp'], connection, now),
    issuedAt: new Date(Number(claims['iat']) * 1000),
    secrets: { idToken, nameId: null, tokens },
  }
}

function toReplayUntil(exp: unknown, connection: OidcConnection, now: Date): Date {
  const expiry = (Number(exp) + connection.clockSkewSeconds) * 1000
  return new Date(Math.min(expiry, now.getTime() + maxReplayMs))
}
