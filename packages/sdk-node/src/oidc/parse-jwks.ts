import { createPublicKey, type KeyObject } from 'node:crypto'

/** A public key of the identity provider that may verify ID tokens. */
export interface VerificationKey {
  readonly kid: string | null
  /** The only algorithm it is for, where the identity provider said so. */
  readonly algorithm: string | null
  /** `rsa`, `ed25519`, or the curve: `prime256v1`, `secp384r1`, `secp521r1`. */
  readonly kind: string
  readonly publicKey: KeyObject
}

/** Identity providers publish 2 to 10. */
const maxKeys = 100
const minRsaBits = 2048

/**
 * Reads a JWK Set. Keys for other purposes, of unknown kinds or too weak are left out, since a set may hold them rightfully.
 *
 * @throws Error that says what was wanted and what came.
 * @see RFC 7517, section 5
 */
export function parseJwks(document: Readonly<Record<string, unknown>>): readonly VerificationKey[] {
  const keys = document['keys']
  if (!Array.isArray(keys)) throw new Error('wanted a list of keys, got none')
  if (keys.length > maxKeys) throw new Error(`wanted at most ${maxKeys} keys, got ${keys.length}`)
  return Object.freeze(keys.flatMap((jwk: unknown) => toVerificationKey(jwk) ?? []))
}

function toVerificationKey(value: unknown): VerificationKey | null {
  if (typeof value !== 'object' || value === null) return null
  const jwk = value as Readonly<Record<string, unknown>>
  if (!isForSignatures(jwk)) return null
  const publicKey = importKey(jwk)
  const kind = publicKey === null ? null : toKind(publicKey)
  if (publicKey === null || kind === null) return null
  return { kid: textOrNull(jwk['kid']), algorithm: textOrNull(jwk['alg']), kind, publicKey }
}

function isForSignatures(jwk: Readonly<Record<string, unknown>>): boolean {
  const operations = jwk['key_ops']
  return (jwk['use'] ?? 'sig') === 'sig' && (!Array.isArray(operations) || operations.includes('verify'))
}

/** Only the public members go in: a published private key is still a public key to us. */
function importKey({ kty, n, e, crv, x, y }: Readonly<Record<string, unknown>>): KeyObject | null {
  try {
    return createPublicKey({ key: { kty, n, e, crv, x, y } as import('node:crypto').JsonWebKey, format: 'jwk' })
  } catch {
    return null
  }
}

function toKind({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | null {
  switch (asymmetricKeyType) {
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= minRsaBits ? 'rsa' : null
    case 'ec':
      return asymmetricKeyDetails?.namedCurve ?? null
    case 'ed25519':
      return 'ed25519'
    default:
      return null
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
