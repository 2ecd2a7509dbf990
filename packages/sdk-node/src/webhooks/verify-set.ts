import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose'
import { AuthError } from '../model/auth-error.ts'
import { setEventPrefix, type SetClaims } from './set-claims.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** What a token must say. */
export interface VerifySetOptions {
  /** Public keys of the issuer: the JSON of `{issuer}/jwks`, or what `createRemoteKeys` answered. */
  readonly jwks: JSONWebKeySet | JWTVerifyGetKey
  /** `baseUrl` and `basePath` of the app that sends: `https://app.example.com/auth`. */
  readonly issuer: string
  /** Who the token must be for: the endpoint's URL, or the poll URL. */
  readonly audience: string
  /**
   * How far the clocks may be apart.
   *
   * @default 300
   */
  readonly toleranceSeconds?: number
  /**
   * The clock.
   *
   * @default () => new Date()
   */
  readonly now?: () => Date
}

/** A token that is what it says. */
export interface VerifiedSet {
  readonly claims: SetClaims
  /** The event in our own words, as a webhook would carry it; null when the token holds only words of others. */
  readonly message: WebhookMessage | null
}

/**
 * The claims of a Security Event Token, once it is certain who signed it, for whom, and that it is one.
 *
 * How old it may be is not judged: what could not be delivered comes days later. Whoever wants each once keeps its `jti`.
 *
 * @throws AuthError WEBHOOK_SIGNATURE_INVALID; CONFIG_INVALID for options that leave out whose token is wanted; what goes wrong while the keys are fetched comes through as it is
 * @see RFC 8417, sections 2.3 and 4
 */
export async function verifySet(jwt: string, options: VerifySetOptions): Promise<VerifiedSet> {
  const { jwks, issuer, audience, toleranceSeconds = 300, now = () => new Date() } = options
  checkOptions({ issuer, audience }, toleranceSeconds)
  const keys = typeof jwks === 'function' ? jwks : createLocalJWKSet(jwks)
  const { payload } = await jwtVerify(jwt, keys, {
    issuer,
    audience,
    // Not another kind of token of the same issuer, and no other algorithm than the one it has.
    typ: 'secevent+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['iat', 'jti', 'events'],
    clockTolerance: toleranceSeconds,
    currentDate: now(),
  }).catch((cause: unknown) => {
    throw toRefusal(cause, { iss: issuer, aud: audience })
  })
  const { events, iat = 0 } = payload
  if (iat > now().getTime() / 1000 + toleranceSeconds) throw refused(`iat: wanted not after now, got ${iat}`)
  if (typeof events !== 'object' || events === null || Object.keys(events).length === 0)
    throw refused('events: wanted one at least, got none')
  const own = Object.entries(events).find(([uri]) => uri.startsWith(setEventPrefix))
  return { claims: payload as unknown as SetClaims, message: (own?.[1] as WebhookMessage | undefined) ?? null }
}

/** Without them the library would not look: not everybody who calls has a compiler that says so. */
function checkOptions(wanted: Readonly<Record<'issuer' | 'audience', unknown>>, toleranceSeconds: unknown): void {
  for (const [name, value] of Object.entries(wanted))
    if (typeof value !== 'string' || value === '')
      throw new AuthError('CONFIG_INVALID', `${name}: wanted a URL, got ${value === '' ? 'nothing' : typeof value}`)
  if (!Number.isFinite(toleranceSeconds))
    throw new AuthError('CONFIG_INVALID', `toleranceSeconds: wanted a number, got ${String(toleranceSeconds)}`)
}

/** The public keys behind a URL, fetched when they are needed, and again when a token names one that is not there. Keep it. */
export function createRemoteKeys(url: URL | string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url))
}

/** Only what is wrong with the token is refused. */
function toRefusal(cause: unknown, wanted: Readonly<Record<string, string>>): unknown {
  if (!(cause instanceof errors.JOSEError) || cause instanceof errors.JWKSTimeout) return cause
  if (!(cause instanceof errors.JWTClaimValidationFailed)) return refused(cause.message, cause)
  const { claim, payload } = cause
  const got = JSON.stringify(payload[claim])?.slice(0, 200) ?? 'none'
  return refused(`${claim}: wanted ${wanted[claim] ?? 'one that is right'}, got ${got}`, cause)
}

function refused(why: string, cause?: unknown): AuthError {
  return new AuthError('WEBHOOK_SIGNATURE_INVALID', `the token: ${why}`, { cause })
}
