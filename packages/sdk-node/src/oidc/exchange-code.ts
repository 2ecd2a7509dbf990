import * as client from 'openid-client'
import type { OidcConnection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import type { Outside } from '../ports/outside.ts'
import type { Reply } from '../ports/protocol.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { toExchangeError } from './to-exchange-error.ts'
import { toUpstreamTokens } from './to-upstream-tokens.ts'

/** What the token endpoint gave. The signature of the ID token is not verified yet. */
export interface Tokens extends UpstreamTokens {
  readonly idToken: string
}

/**
 * Trades the code for tokens. openid-client checks `iss`, `aud`, `exp`, `nbf`, `nonce`, the header, and `auth_time` where
 * the connection asks for a `max_age`.
 *
 * @throws AuthError OIDC_EXCHANGE_FAILED, OIDC_ID_TOKEN_INVALID
 * @see OpenID Connect Core 1.0, sections 3.1.3 and 3.1.3.7
 */
export async function exchangeCode(
  code: string,
  reply: Reply<OidcConnection, Extract<Memo, { type: 'oidc' }>>,
  provider: IdentityProvider,
  outside: Outside,
): Promise<Tokens> {
  const { connection, loginId, memo, params, replyTo } = reply
  const configuration = await provider.getConfiguration(outside)
  const callback = new URL(replyTo)
  const iss = params.get('iss')
  callback.search = new URLSearchParams({ code, state: loginId, ...(iss === null ? {} : { iss }) }).toString()
  const maxAge = Number(connection.authorizationParameters['max_age'] ?? Number.NaN)
  try {
    const tokens = await client.authorizationCodeGrant(configuration, callback, {
      expectedState: loginId,
      expectedNonce: memo.nonce,
      pkceCodeVerifier: memo.codeVerifier,
      idTokenExpected: true,
      ...(Number.isNaN(maxAge) ? {} : { maxAge }),
    })
    return { idToken: tokens.id_token ?? '', ...toUpstreamTokens(tokens, connection.issuer, outside.now()) }
  } catch (error) {
    throw toExchangeError('token endpoint', error)
  }
}
