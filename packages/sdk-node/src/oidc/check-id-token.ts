import { createHash, timingSafeEqual } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import { toPrintable } from '../model/to-printable.ts'
import type { VerifiedToken } from './verify-signature.ts'

interface Subject {
  readonly token: VerifiedToken
  readonly accessToken: string
  readonly connection: OidcConnection
  /** Seconds since 1970. */
  readonly now: number
}

/** Nothing, or what was wanted and what came. */
type Rule = (subject: Subject) => string | null

/** Another kind of token says so in `typ` (RFC 8725, section 3.11): it must not pass for an ID token. */
const checkType: Rule = ({ token }) =>
  typeof token.type === 'string' && /\+jwt$/i.test(token.type)
    ? `wanted typ JWT, got '${toPrintable(token.type)}'`
    : null

/** At most 255 characters: OpenID Connect Core 1.0, section 2. */
const checkSubject: Rule = ({ token }) => {
  const { sub } = token.claims
  const usable = typeof sub === 'string' && sub.trim() !== '' && sub.length <= 255
  return usable ? null : `wanted a sub of 1 to 255 characters, got '${toPrintable(sub)}'`
}

/** The token was issued to us, not to another application that we are merely an audience of. */
const checkAuthorizedParty: Rule = ({ token, connection }) => {
  const { azp } = token.claims
  return azp === undefined || azp === connection.clientId
    ? null
    : `wanted azp '${connection.clientId}', got '${toPrintable(azp)}'`
}

/** Ties the access token to the ID token: OpenID Connect Core 1.0, section 3.1.3.8. */
const checkAccessTokenHash: Rule = ({ token, accessToken }) => {
  const { at_hash: actual } = token.claims
  if (actual === undefined) return null
  const bits = token.algorithm.startsWith('Ed') ? 512 : token.algorithm.slice(-3)
  const hash = createHash(`sha${bits}`).update(accessToken).digest()
  const expected = hash.subarray(0, hash.length / 2).toString('base64url')
  return typeof actual === 'string' && equal(actual, expected)
    ? null
    : 'wanted the at_hash of the access token, got another'
}

const checkIssuedAt: Rule = ({ token, connection, now }) => {
  const { iat } = token.claims
  const past = typeof iat === 'number' && iat <= now + connection.clockSkewSeconds
  return past ? null : `wanted an iat in the past, got ${toPrintable(iat)}, now is ${now}`
}

/** Else a session could claim to be fresh for ever. */
const checkAuthenticatedAt: Rule = ({ token, connection, now }) => {
  const { auth_time: authTime } = token.claims
  const past = authTime === undefined || (typeof authTime === 'number' && authTime <= now + connection.clockSkewSeconds)
  return past ? null : `wanted an auth_time in the past, got ${toPrintable(authTime)}, now is ${now}`
}

/** The identity provider's limit on the session; one that cannot be read must not count as no limit. */
const checkSessionExpiry: Rule = ({ token, connection, now }) => {
  const { session_expiry: expiry } = token.claims
  const ahead = expiry === undefined || (typeof expiry === 'number' && expiry > now - connection.clockSkewSeconds)
  return ahead ? null : `wanted a session_expiry in the future, got ${toPrintable(expiry)}, now is ${now}`
}

/** What openid-client leaves unchecked. */
const rules: readonly Rule[] = [
  checkType,
  checkSubject,
  checkAuthorizedParty,
  checkAccessTokenHash,
  checkIssuedAt,
  checkAuthenticatedAt,
  checkSessionExpiry,
]

/** @throws AuthError OIDC_ID_TOKEN_INVALID */
export function checkIdToken(token: VerifiedToken, accessToken: string, connection: OidcConnection, now: Date): void {
  const subject: Subject = { token, accessToken, connection, now: Math.floor(now.getTime() / 1000) }
  for (const rule of rules) {
    const problem = rule(subject)
    if (problem !== null) throw new AuthError('OIDC_ID_TOKEN_INVALID', `ID token: ${problem}`)
  }
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
