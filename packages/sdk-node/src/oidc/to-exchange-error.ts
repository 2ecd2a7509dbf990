import * as client from 'openid-client'
import { AuthError } from '../model/auth-error.ts'
import { toPrintable } from '../model/to-printable.ts'

/** Codes openid-client uses for tokens only. */
const tokenCodes: ReadonlySet<unknown> = new Set([
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
])
/** Its other codes serve tokens and HTTP answers alike; there the message tells. */
const tokenWords = /\bJW[TE]\b|\bID Token\b|"id_token"/

interface Failure {
  readonly message: string
  readonly code: unknown
  readonly cause: unknown
}

/**
 * What openid-client threw, in our words. Its errors carry whole answers, tokens among them, so none of them becomes a
 * `cause`; what is worth knowing goes into `detail`.
 *
 * @returns OIDC_ID_TOKEN_INVALID when the ID token is at fault, else OIDC_EXCHANGE_FAILED.
 */
export function toExchangeError(step: string, error: unknown): AuthError {
  if (error instanceof AuthError) return error
  if (error instanceof client.ResponseBodyError) {
    const said = error.error_description === undefined ? '' : `: ${toPrintable(error.error_description)}`
    return new AuthError(
      'OIDC_EXCHANGE_FAILED',
      `${step}: answered ${error.status} '${toPrintable(error.error)}'${said}`,
    )
  }
  if (error instanceof client.WWWAuthenticateChallengeError) {
    const schemes = error.cause.map(({ scheme, parameters }) =>
      toPrintable(`${scheme} ${parameters['error'] ?? ''}`).trim(),
    )
    return new AuthError(
      'OIDC_EXCHANGE_FAILED',
      `${step}: answered ${error.status} and asked for ${schemes.join(', ')}`,
    )
  }
  const failure = innermost(error)
  const aboutToken = tokenCodes.has(failure.code) || tokenWords.test(failure.message)
  return aboutToken
    ? new AuthError('OIDC_ID_TOKEN_INVALID', `ID token: ${failure.message}${comparison(failure.cause)}`)
    : new AuthError('OIDC_EXCHANGE_FAILED', `${step}: ${failure.message}${answer(failure.cause)}`)
}

/** openid-client wraps the error that knows the reason in one that does not. */
function innermost(error: unknown): Failure {
  const { message, code, cause } = toFailure(error)
  return cause instanceof Error && error instanceof client.ClientError ? innermost(cause) : { message, code, cause }
}

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: 'failed', code: null, cause: null }
  return { message: toPrintable(error.message), code: 'code' in error ? error.code : null, cause: error.cause }
}

/** Wanted and got, of a claim that differs. A nonce is a secret of the login. */
function comparison(cause: unknown): string {
  if (!isRecord(cause)) return ''
  const { claim, claims, expected, now, header } = cause
  if (isRecord(header)) return `: wanted ${toPrintable(expected)}, got ${toPrintable(header['alg'])}`
  if (typeof claim !== 'string' || !isRecord(claims) || claim === 'nonce') return ''
  const wanted = expected === undefined ? `now is ${toPrintable(now)}` : `wanted ${toPrintable(expected)}`
  return `: ${wanted}, got ${toPrintable(claims[claim])}`
}

function answer(cause: unknown): string {
  if (!(cause instanceof Response)) return ''
  return ` (status ${cause.status}, ${toPrintable(cause.headers.get('content-type') ?? 'no content type')})`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
