import { decodeProtectedHeader, type ProtectedHeaderParameters } from 'jose/decode/protected_header'
import { compactVerify } from 'jose/jws/compact/verify'
import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import type { Jwks } from './jwks.ts'
import type { VerificationKey } from './parse-jwks.ts'
import { signingAlgorithms } from './signing-algorithms.ts'
import { toPrintable } from './to-printable.ts'

/** A token whose signature is the identity provider's. */
export interface VerifiedIdToken {
  readonly algorithm: string
  readonly type: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

const decoder = new TextDecoder()

/**
 * Proves that the identity provider signed the token. Only its published keys count: what the token itself says about keys
 * (`jwk`, `jku`, `x5c`, `x5u`) is not read.
 *
 * @throws AuthError OIDC_ID_TOKEN_INVALID, OIDC_DISCOVERY_FAILED when the keys cannot be had.
 * @see OpenID Connect Core 1.0, sections 3.1.3.7 and 10.1.1
 */
export async function verifyIdToken(token: string, jwks: Jwks, outside: Outside): Promise<VerifiedIdToken> {
  const header = parseHeader(token)
  const algorithm = header.alg
  if (algorithm === undefined || !signingAlgorithms.has(algorithm))
    throw refuse(`wanted a signature by ${[...signingAlgorithms].join(', ')}, got '${toPrintable(header.alg)}'`)
  const known = await jwks.get(outside)
  const claims =
    (await verifyWith(known, token, header)) ?? (await verifyWithRenewed(known, token, header, jwks, outside))
  return { algorithm, type: header.typ ?? null, claims }
}

async function verifyWithRenewed(
  known: readonly VerificationKey[],
  token: string,
  header: ProtectedHeaderParameters,
  jwks: Jwks,
  outside: Outside,
): Promise<Readonly<Record<string, unknown>>> {
  const renewed = await jwks.renewForToken(outside)
  const claims = renewed === known ? null : await verifyWith(renewed, token, header)
  if (claims !== null) return claims
  const fitting = renewed.filter((key) => fits(key, header)).length
  const reason = fitting === 0 ? 'no published key fits' : 'the signature does not verify with the published key'
  throw refuse(
    `${reason}: kid '${toPrintable(header.kid ?? 'none')}', alg ${header.alg ?? 'none'}, ${renewed.length} keys published`,
  )
}

/** Tries every key that fits: without a `kid`, and with one given twice, there can be several. */
async function verifyWith(
  keys: readonly VerificationKey[],
  token: string,
  header: ProtectedHeaderParameters,
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const key of keys.filter((one) => fits(one, header))) {
    const verified = await compactVerify(token, key.publicKey, { algorithms: [header.alg ?? ''] }).catch(() => null)
    if (verified !== null) return JSON.parse(decoder.decode(verified.payload)) as Record<string, unknown>
  }
  return null
}

function fits(key: VerificationKey, header: ProtectedHeaderParameters): boolean {
  if (header.kid !== undefined && header.kid !== key.kid) return false
  if (key.algorithm !== null && key.algorithm !== header.alg) return false
  return kindFor(header.alg ?? '') === key.kind
}

function kindFor(algorithm: string): string | undefined {
  if (/^[RP]S/.test(algorithm)) return 'rsa'
  return { ES256: 'prime256v1', ES384: 'secp384r1', ES512: 'secp521r1', EdDSA: 'ed25519', Ed25519: 'ed25519' }[
    algorithm
  ]
}

function parseHeader(token: string): ProtectedHeaderParameters {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw refuse('wanted a signed JWT, got something else')
  }
}

function refuse(detail: string): AuthError {
  return new AuthError('OIDC_ID_TOKEN_INVALID', `ID token: ${detail}`)
}
