import { AuthError } from '../model/auth-error.ts'
import { isName } from './json-values.ts'
import { isFor, isOfType, type SignedToken } from './signed-token.ts'
import { toPrintable } from '../model/to-printable.ts'

/** What a caller's token is judged by. */
export interface ExpectedCaller {
  readonly issuer: string
  /** The URL that was called. */
  readonly audience: string
  readonly clockSkewSeconds: number
}

/** By which the token may be used once. */
export interface CallerToken {
  readonly jti: string
  /** After this it is too old to be accepted anyway. */
  readonly until: Date
}

/** Okta's live five minutes: one that lives for days is a password. */
const maxLifeSeconds = 3600

/**
 * Whether a token allows the call it came with. It says nothing about the body, so it must not be used again.
 *
 * @throws AuthError SIGNAL_UNAUTHORIZED
 * @see draft-parecki-oauth-global-token-revocation, section 6.1; RFC 7523, section 3
 */
export function checkRevocationToken({ type, claims }: SignedToken, expected: ExpectedCaller, now: Date): CallerToken {
  const { iss, aud, iat, nbf, exp, jti } = claims
  const { issuer, audience, clockSkewSeconds: skew } = expected
  const seconds = now.getTime() / 1000
  if (!isOfType(type, 'global-token-revocation+jwt')) throw refuse('typ global-token-revocation+jwt', type ?? 'none')
  if (iss !== issuer) throw refuse(`iss '${issuer}'`, iss)
  if (!isFor(aud, audience)) throw refuse(`an aud with '${audience}'`, aud)
  if (typeof exp !== 'number' || exp <= seconds - skew) throw refuse(`an exp ahead of ${Math.floor(seconds)}`, exp)
  if (typeof iat !== 'number' || iat > seconds + skew || exp - iat > maxLifeSeconds)
    throw refuse(`an iat that is not ahead of ${Math.floor(seconds)}, and at most ${maxLifeSeconds} before exp`, iat)
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + skew))
    throw refuse(`an nbf that is not ahead of ${Math.floor(seconds)}`, nbf)
  if (!isName(jti)) throw refuse('a jti', jti)
  return Object.freeze({ jti, until: new Date(Math.ceil((exp + skew) * 1000)) })
}

function refuse(wanted: string, got: unknown): AuthError {
  return new AuthError('SIGNAL_UNAUTHORIZED', `revocation token: wanted ${wanted}, got '${toPrintable(got)}'`)
}
