import * as client from 'openid-client'
import { AuthError } from '../model/auth-error.ts'
import type { UpstreamTokens } from '../model/session-secrets.ts'
import type { Outside } from '../ports/outside.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { toRefreshError } from './to-refresh-error.ts'
import { toUpstreamTokens } from './to-upstream-tokens.ts'

/** What a provider gave for a refresh token. */
export interface RefreshedTokens {
  /** `refreshToken` is null: the one that was used is good for the next time too. */
  readonly tokens: UpstreamTokens
  /** Null: it sent none, as it may. */
  readonly idToken: string | null
  /** `sub` of that ID token: must be who signed in. */
  readonly subject: string | null
}

/** A refresh token, and until when it may be used. */
export interface RefreshAsk {
  readonly refreshToken: string
  /** Who gave it. */
  readonly issuer: string
  /** False: somebody else may be using it by now, and a provider takes a second use for a theft. */
  readonly mayUse: () => boolean
}

/**
 * Trades a refresh token for new tokens. The ID token comes by TLS from the token endpoint itself; openid-client checks its `iss`, `aud`, `exp`
 * and `azp`.
 *
 * @throws AuthError OIDC_REFRESH_REFUSED when the provider wants the person to sign in again, else OIDC_REFRESH_FAILED
 * @see OpenID Connect Core 1.0, section 12; RFC 6749, section 6
 */
export async function refreshTokens(
  { refreshToken, issuer, mayUse }: RefreshAsk,
  provider: Pick<IdentityProvider, 'getConfiguration'>,
  outside: Outside,
): Promise<RefreshedTokens> {
  try {
    const configuration = await provider.getConfiguration(outside)
    if (!mayUse()) throw new AuthError('OIDC_REFRESH_FAILED', 'the configuration of the provider took too long to load')
    const answer = await client.refreshTokenGrant(configuration, refreshToken)
    return {
      tokens: toUpstreamTokens(answer, issuer, outside.now()),
      idToken: answer.id_token ?? null,
      subject: answer.claims()?.sub ?? null,
    }
  } catch (error) {
    throw toRefreshError(error)
  }
}
