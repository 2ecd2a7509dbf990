import { constants, generateKeyPair, randomUUID, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

/** Algorithms the fake provider can sign with. */
export type FakeOidcAlgorithm =
  'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512' | 'EdDSA'

// Our own: the types of Node have no name for a JWK that all their versions share.
type PublicJwk = Readonly<Partial<Record<'kty' | 'crv' | 'x' | 'y' | 'n' | 'e', string | undefined>>>

/** A signing key of the fake provider. */
export interface FakeOidcKey {
  readonly kid: string
  readonly algorithm: FakeOidcAlgorithm
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** As published. */
  readonly jwk: Readonly<Record<'kid' | 'use' | 'alg', string>> & PublicJwk
}

const curves: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }

/** A fresh key. RSA takes a moment: make one per test file. */
export async function createFakeOidcKey(algorithm: FakeOidcAlgorithm = 'RS256'): Promise<FakeOidcKey> {
  const { privateKey, publicKey } = await generate(algorithm)
  const kid = randomUUID()
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm }
  return Object.freeze({ kid, algorithm, privateKey, publicKey, jwk })
}

/** The signature of a JWS, base64url. @see RFC 7518, section 3 */
export function signWithFakeKey(input: string, { algorithm, privateKey }: FakeOidcKey): string {
  const hash = algorithm === 'EdDSA' ? null : `sha${algorithm.slice(-3)}`
  const padding = algorithm.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {}
  return sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363', ...padding }).toString(
    'base64url',
  )
}

async function generate(algorithm: FakeOidcAlgorithm): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  if (algorithm === 'EdDSA') return promisify(generateKeyPair)('ed25519')
  const namedCurve = curves[algorithm]
  if (namedCurve !== undefined) return promisify(generateKeyPair)('ec', { namedCurve })
  return promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
}
