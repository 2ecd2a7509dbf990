import * as client from 'openid-client'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import type { Outside } from '../ports/outside.ts'
import type { Ask, Handoff } from '../ports/protocol.ts'
import { toExchangeError } from './to-exchange-error.ts'
import type { IdentityProvider } from './identity-provider.ts'

type OidcMemo = Extract<Memo, { type: 'oidc' }>

/**
 * Builds the authorization request: code flow, PKCE with S256, `state`, `nonce`. It is pushed first (PAR) where the identity
 * provider demands it or the connection says so.
 *
 * @throws AuthError OIDC_DISCOVERY_FAILED, OIDC_EXCHANGE_FAILED when the pushed request is not taken.
 * @see OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636; RFC 9126
 */
export async function createAuthorizationRequest(
  ask: Ask<OidcConnection>,
  provider: IdentityProvider,
  outside: Outside,
): Promise<{ readonly handoff: Handoff; readonly memo: OidcMemo }> {
  const metadata = await provider.getMetadata(outside)
  const configuration = await provider.getConfiguration(outside)
  const memo: OidcMemo = { type: 'oidc', codeVerifier: client.randomPKCECodeVerifier(), nonce: client.randomNonce() }
  const parameters = toParameters(ask, memo, await client.calculatePKCECodeChallenge(memo.codeVerifier))
  const push = ask.connection.par === 'always' || metadata.require_pushed_authorization_requests === true
  if (!push)
    return { handoff: { kind: 'redirect', url: client.buildAuthorizationUrl(configuration, parameters) }, memo }
  if (metadata.pushed_authorization_request_endpoint === undefined)
    throw new AuthError(
      'OIDC_DISCOVERY_FAILED',
      `wanted a pushed_authorization_request_endpoint of '${metadata.issuer}', got none`,
    )
  try {
    return {
      handoff: { kind: 'redirect', url: await client.buildAuthorizationUrlWithPAR(configuration, parameters) },
      memo,
    }
  } catch (error) {
    throw toExchangeError('pushed authorization request', error)
  }
}

/** The connection's own parameters come first: they may add, but replace nothing the login depends on. */
function toParameters(ask: Ask<OidcConnection>, memo: OidcMemo, codeChallenge: string): Record<string, string> {
  const { connection, loginId, replyTo, loginHint } = ask
  const extra = Object.entries(connection.authorizationParameters).filter(
    ([name]) => name !== 'request' && name !== 'request_uri',
  )
  return {
    ...Object.fromEntries(extra),
    ...(connection.prompt === null ? {} : { prompt: connection.prompt }),
    ...toWishes(ask),
    ...(ask.forceAuthn ? freshLogin(connection) : {}),
    ...(loginHint === null ? {} : { login_hint: loginHint }),
    client_id: connection.clientId,
    response_type: 'code',
    redirect_uri: replyTo.href,
    scope: connection.scopes.join(' '),
    state: loginId,
    nonce: memo.nonce,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  }
}

/**
 * With `max_age` the identity provider must say when it checked the person, and do so again when it was longer ago. `acr_values` is only
 * asked: what it has done is checked in its answer. There is no parameter for `amr`.
 */
function toWishes({ wish }: Ask<OidcConnection>): Record<string, string> {
  const { maximumAgeSeconds = null, contexts = [] } = wish ?? {}
  return {
    ...(maximumAgeSeconds !== null && { max_age: String(maximumAgeSeconds) }),
    ...(contexts.length > 0 && { acr_values: contexts.join(' ') }),
  }
}

/** `max_age` also makes the identity provider say when it checked the person. Google refuses `prompt=login`. */
function freshLogin(connection: OidcConnection): Record<string, string> {
  return { prompt: connection.preset === 'google' ? 'select_account' : 'login', max_age: '0' }
}
