import type { TokenEndpointResponse } from 'openid-client'
import type { UpstreamTokens } from '../model/session-secrets.ts'

/** A lifetime beyond is as good as none that was said: dates end somewhere. */
const maxSeconds = 10 * 365 * 86_400

/** What a token endpoint's answer says, with moments instead of lifetimes. @see RFC 6749, section 5.1 */
export function toUpstreamTokens(answer: TokenEndpointResponse, issuer: string, now: Date): UpstreamTokens {
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds, scope } = answer
  return {
    issuer,
    accessToken,
    refreshToken: refreshToken ?? null,
    expiresAt: seconds === undefined || seconds > maxSeconds ? null : new Date(now.getTime() + seconds * 1000),
    scope: scope ?? null,
  }
}
