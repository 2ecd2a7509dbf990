import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import { toPrintable } from '../model/to-printable.ts'
import type { VerifiedToken } from './verify-signature.ts'

/** Whose session is over at the identity provider. `subject` or `sessionId`, or both, is there. */
export interface LogoutToken {
  /** `sub`. Null: the token is about one session, `sessionId`. */
  readonly subject: string | null
  /** `sid`. Null: every session of the person is over. */
  readonly sessionId: string | null
  /** By which the token may be used once. */
  readonly jti: string
  /** After this it is too old to be accepted anyway. */
  readonly until: Date
}

/** What it is judged by. The provider's metadata has the same issuer, character by character. */
type Expected = Pick<OidcConnection, 'issuer' | 'clientId' | 'clockSkewSeconds'>

interface Subject {
  readonly token: VerifiedToken
  readonly connection: Expected
  /** Seconds since 1970. */
  readonly now: number
}

/** Nothing, or what was wanted and what came. */
type Rule = (subject: Subject) => string | null

const event = 'http://schemas.openid.net/event/backchannel-logout'

/** Older ones are not taken, whatever `exp` says: nobody remembers a `jti` for ever. */
const maxAgeSeconds = 24 * 3600

/** An access token is no logout token. Many providers still say `JWT`, or nothing. */
const checkType: Rule = ({ token: { type } }) =>
  type === null || (typeof type === 'string' && /^(application\/)?(logout\+)?jwt$/i.test(type))
    ? null
    : `wanted typ logout+jwt, got '${toPrintable(type)}'`

const checkIssuer: Rule = ({ token: { claims }, connection: { issuer } }) =>
  claims['iss'] === issuer ? null : `wanted iss '${issuer}', got '${toPrintable(claims['iss'])}'`

const checkAudience: Rule = ({ token: { claims }, connection: { clientId } }) => {
  const { aud } = claims
  return aud === clientId || (Array.isArray(aud) && aud.includes(clientId))
    ? null
    : `wanted an aud with '${clientId}', got '${toPrintable(aud)}'`
}

const checkIssuedAt: Rule = ({ token: { claims }, connection: { clockSkewSeconds }, now }) => {
  const { iat } = claims
  const isRecent =
    typeof iat === 'number' && iat <= now + clockSkewSeconds && iat > now - maxAgeSeconds - clockSkewSeconds
  return isRecent ? null : `wanted an iat of the last ${maxAgeSeconds} seconds, got ${toPrintable(iat)}, now is ${now}`
}

const checkExpiry: Rule = ({ token: { claims }, connection: { clockSkewSeconds }, now }) => {
  const { exp } = claims
  const isAhead = typeof exp === 'number' && exp > now - clockSkewSeconds
  return isAhead ? null : `wanted an exp in the future, got ${toPrintable(exp)}, now is ${now}`
}

const checkId: Rule = ({ token: { claims } }) =>
  isName(claims['jti']) ? null : `wanted a jti, got '${toPrintable(claims['jti'])}'`

/** Says what the token is for. Without it, any other token of this provider would do. */
const checkEvent: Rule = ({ token: { claims } }) => {
  const { events } = claims
  const isLogout = isObject(events) && Object.keys(events).length === 1 && isObject(events[event])
  return isLogout ? null : `wanted events with '${event}' alone, got '${toPrintable(events)}'`
}

/** One that cannot be read must not count as none: with one less, the token would say something else. */
const checkWho: Rule = ({ token: { claims } }) => {
  const { sub, sid } = claims
  const given = [sub, sid].filter((name) => name !== undefined)
  return given.length > 0 && given.every(isName)
    ? null
    : `wanted a sub, a sid or both, got '${toPrintable(sub)}' and '${toPrintable(sid)}'`
}

/** ID tokens have one. */
const checkNonce: Rule = ({ token: { claims } }) =>
  claims['nonce'] === undefined ? null : 'wanted no nonce, got one: this is an ID token'

const rules: readonly Rule[] = [
  checkType,
  checkIssuer,
  checkAudience,
  checkIssuedAt,
  checkExpiry,
  checkId,
  checkEvent,
  checkWho,
  checkNonce,
]

/**
 * What a logout token says whose signature is the identity provider's.
 *
 * @throws AuthError OIDC_LOGOUT_TOKEN_INVALID
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6
 */
export function parseLogoutToken(token: VerifiedToken, connection: Expected, now: Date): LogoutToken {
  const subject: Subject = { token, connection, now: Math.floor(now.getTime() / 1000) }
  for (const rule of rules) {
    const problem = rule(subject)
    if (problem !== null) throw new AuthError('OIDC_LOGOUT_TOKEN_INVALID', `logout token: ${problem}`)
  }
  const { sub, sid, jti, iat, exp } = token.claims
  const lastSecond = Math.min(Number(exp), Number(iat) + maxAgeSeconds) + connection.clockSkewSeconds
  return Object.freeze({
    subject: isName(sub) ? sub : null,
    sessionId: isName(sid) ? sid : null,
    jti: String(jti),
    until: new Date(Math.ceil(lastSecond * 1000)),
  })
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
