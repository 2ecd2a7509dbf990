import { decodeProtectedHeader, type ProtectedHeaderParameters } from 'jose/decode/protected_header'
import { compactVerify } from 'jose/jws/compact/verify'
import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import type { Jwks } from './jwks.ts'
import type { VerificationKey } from './parse-jwks.ts'
import { signingAlgorithms, type KeyKind } from './signing-algorithms.ts'
import { toPrintable } from '../model/to-printable.ts'

/** A token whose signature is the identity provider's. */
export interface VerifiedToken {
  readonly algorithm: string
  readonly type: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

/** What the token has to be. Its signature does not tell: that is for its own check. */
type TokenKind = 'ID token' | 'logout token' | 'security event token' | 'revocation token'

const codes = {
  'ID token': 'OIDC_ID_TOKEN_INVALID',
  'logout token': 'OIDC_LOGOUT_TOKEN_INVALID',
  'security event token': 'SIGNAL_INVALID',
  'revocation token': 'SIGNAL_UNAUTHORIZED',
} as const satisfies Readonly<Record<TokenKind, AuthErrorCode>>

interface Header {
  readonly what: TokenKind
  readonly alg: string
  readonly kind: KeyKind
  readonly kid: string | undefined
  readonly typ: string | null
}

const decoder = new TextDecoder()

/**
 * Proves that the identity provider signed the token. Only its published keys count: what the token itself says about keys
 * (`jwk`, `jku`, `x5c`, `x5u`) is not read.
 *
 * @throws AuthError with the code of its kind, OIDC_DISCOVERY_FAILED when the keys cannot be had.
 * @see OpenID Connect Core 1.0, sections 3.1.3.7 and 10.1.1; Back-Channel Logout 1.0, section 2.6
 */
export async function verifySignature(
  token: string,
  what: TokenKind,
  jwks: Jwks,
  outside: Outside,
): Promise<VerifiedToken> {
  const header = parseHeader(token, what)
  const { alg } = header
  const known = await jwks.get(outside)
  const claims =
    (await verifyWith(known, token, header)) ?? (await verifyWithRenewed(known, token, header, jwks, outside))
  return { algorithm: alg, type: header.typ, claims }
}

async function verifyWithRenewed(
  known: readonly VerificationKey[],
  token: string,
  header: Header,
  jwks: Jwks,
  outside: Outside,
): Promise<Readonly<Record<string, unknown>>> {
  const renewed = await jwks.renewForToken(outside)
  const claims = renewed === known ? null : await verifyWith(renewed, token, header)
  if (claims !== null) return claims
  const reason = renewed.some((key) => fits(key, header)) ? 'the signature does not verify' : 'no published key fits'
  throw refuse(
    header.what,
    `${reason}: kid '${toPrintable(header.kid ?? 'none')}', alg ${header.alg}, ${renewed.length} usable keys published`,
  )
}

/** Tries every key that fits: without a `kid`, and with one given twice, there can be several. */
async function verifyWith(
  keys: readonly VerificationKey[],
  token: string,
  header: Header,
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const key of keys.filter((one) => fits(one, header))) {
    const verified = await compactVerify(token, key.publicKey, { algorithms: [header.alg] }).catch(() => null)
    if (verified !== null) return parseClaims(verified.payload, header.what)
  }
  return null
}

/** What is signed may be anything. */
function parseClaims(payload: Uint8Array, what: TokenKind): Readonly<Record<string, unknown>> {
  let claims: unknown = null
  try {
    claims = JSON.parse(decoder.decode(payload))
  } catch {
    // As good as any other thing that is no object.
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
    throw refuse(what, 'wanted claims, got something else')
  return claims as Readonly<Record<string, unknown>>
}

function fits(key: VerificationKey, { kid, alg, kind }: Header): boolean {
  if (kid !== undefined && kid !== key.kid) return false
  if (key.algorithm !== null && key.algorithm !== alg) return false
  return kind === key.kind
}

function parseHeader(token: string, what: TokenKind): Header {
  const { alg, kid, typ } = decodeHeader(token, what)
  const kind = signingAlgorithms.get(alg)
  if (kind === undefined || alg === undefined)
    throw refuse(what, `wanted a signature by ${[...signingAlgorithms.keys()].join(', ')}, got '${toPrintable(alg)}'`)
  return { what, alg, kid, kind, typ: typ ?? null }
}

function decodeHeader(token: string, what: TokenKind): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw refuse(what, 'wanted a signed JWT, got something else')
  }
}

function refuse(what: TokenKind, detail: string): AuthError {
  return new AuthError(codes[what], `${what}: ${detail}`)
}
