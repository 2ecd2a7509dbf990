import type { UpstreamTokens } from '../model/session-secrets.ts'

/** What an identity provider gave for a refresh token. */
export interface UpstreamRefreshed {
  /** `refreshToken` is null: the one that was used is good for the next time too. */
  readonly tokens: UpstreamTokens
  readonly idToken: string | null
  /** `sub` of that ID token. */
  readonly subject: string | null
}

/** What is traded for new tokens. */
export type Refreshable = Pick<UpstreamTokens, 'issuer'> & { readonly refreshToken: string }

/**
 * Asks an identity provider for new tokens, and nobody else than the one that gave the refresh token.
 *
 * @param mayUse false: the refresh token must not be sent any more, because another instance may be using it by now
 * @throws AuthError OIDC_REFRESH_REFUSED, OIDC_REFRESH_FAILED
 */
export type UpstreamRefresh = (
  connectionId: string,
  given: Refreshable,
  mayUse: () => boolean,
) => Promise<UpstreamRefreshed>
