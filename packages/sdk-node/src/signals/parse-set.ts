import { isClaims, isName, type Claims } from './json-values.ts'
import { SetRefused, type SetErrorCode } from './set-refused.ts'
import { isFor, isOfType, type SignedToken } from './signed-token.ts'
import { toPrintable } from '../model/to-printable.ts'

/** One event of a token. */
export interface SecurityEvent {
  /** URI. */
  readonly type: string
  readonly payload: Claims
  /** What it is about, unread. */
  readonly subject: unknown
}

/** A Security Event Token that is the transmitter's, and meant for us. */
export interface SecurityEventToken {
  readonly jti: string
  readonly issuedAt: Date
  /** One at least. */
  readonly events: readonly SecurityEvent[]
}

/** What it is judged by. */
export interface ExpectedSet {
  readonly issuer: string
  readonly audience: string
  readonly clockSkewSeconds: number
}

/** One is usual; alternative names of the same event are allowed. */
const maxEvents = 10

/**
 * What a token says whose signature is the transmitter's.
 *
 * @throws SetRefused
 * @see RFC 8417, section 2.2; OpenID Shared Signals Framework 1.0, section 4.1
 */
export function parseSet({ type, claims }: SignedToken, expected: ExpectedSet, now: Date): SecurityEventToken {
  const { iss, aud, iat, exp, jti } = claims
  if (!isOfType(type, 'secevent+jwt'))
    throw refuse('invalid_request', `wanted typ secevent+jwt, got '${toPrintable(type ?? 'none')}'`)
  if (iss !== expected.issuer)
    throw refuse('invalid_issuer', `wanted iss '${expected.issuer}', got '${toPrintable(iss)}'`)
  if (!isFor(aud, expected.audience))
    throw refuse('invalid_audience', `wanted an aud with '${expected.audience}', got '${toPrintable(aud)}'`)
  if (!isName(jti)) throw refuse('invalid_request', `wanted a jti, got '${toPrintable(jti)}'`)
  const seconds = now.getTime() / 1000
  if (typeof iat !== 'number' || !(iat > 0) || iat > seconds + expected.clockSkewSeconds)
    throw refuse(
      'invalid_request',
      `wanted an iat that is not ahead of ${Math.floor(seconds)}, got ${toPrintable(iat)}`,
    )
  if (exp !== undefined && !(typeof exp === 'number' && exp > seconds - expected.clockSkewSeconds))
    throw refuse('invalid_request', `wanted no exp, or one ahead of ${Math.floor(seconds)}, got ${toPrintable(exp)}`)
  checkKind(claims)
  return Object.freeze({ jti, issuedAt: new Date(iat * 1000), events: parseEvents(claims) })
}

/** What other tokens of the same issuer have. */
function checkKind(claims: Claims): void {
  const [name] = ['nonce', 'sub'].filter((claim) => claims[claim] !== undefined)
  if (name !== undefined)
    throw refuse(
      'invalid_request',
      `wanted no ${name}, got one: this is no token about an event, or names its subject twice`,
    )
}

function parseEvents({ events, sub_id: subject }: Claims): readonly SecurityEvent[] {
  const given = isClaims(events) ? Object.entries(events) : []
  if (given.length === 0 || given.length > maxEvents)
    throw refuse('invalid_request', `wanted 1 to ${maxEvents} events, got ${toPrintable(events)}`)
  return given.map(([type, payload]) => {
    if (!isClaims(payload))
      throw refuse('invalid_request', `wanted an object for event '${toPrintable(type)}', got ${toPrintable(payload)}`)
    // Events from before `sub_id` name their subject themselves.
    return { type, payload, subject: subject ?? payload['subject'] }
  })
}

function refuse(err: SetErrorCode, detail: string): SetRefused {
  return new SetRefused(err, `security event token: ${detail}`)
}
