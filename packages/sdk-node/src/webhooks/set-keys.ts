import { createECDH, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto'
import { calculateJwkThumbprint, type JSONWebKeySet, type JWK } from 'jose'
import { AuthError } from '../model/auth-error.ts'

/** What Security Event Tokens are signed with, and what everybody may verify them with. */
export interface SetKeys {
  readonly signing: { readonly kid: string; readonly key: KeyObject }
  /** Public halves only: the first is the one that signs. */
  readonly jwks: JSONWebKeySet
}

/** Order of the group of P-256. @see FIPS 186-5, NIST SP 800-186, section 3.2.1.3 */
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

/**
 * One P-256 key for each secret of the app. They are made of the secrets, so that all instances have the same without sharing anything
 * else, and a secret that is put in front signs from then on, while tokens of the one before are verified still.
 *
 * @param secrets of the app: the first signs, all are published.
 * @see RFC 7518, section 3.4 (ES256)
 */
export async function createSetKeys(secrets: readonly string[]): Promise<SetKeys> {
  const pairs = await Promise.all(secrets.map(createPair))
  const [first] = pairs
  if (first === undefined) throw new AuthError('CONFIG_INVALID', 'secrets: wanted at least one, got none')
  return Object.freeze({
    signing: Object.freeze({ kid: first.kid, key: first.key }),
    jwks: Object.freeze({ keys: pairs.map((pair) => pair.publicJwk) }),
  })
}

interface Pair {
  readonly kid: string
  readonly key: KeyObject
  readonly publicJwk: JWK
}

async function createPair(secret: string): Promise<Pair> {
  const d = deriveScalar(secret)
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }
  const kid = await calculateJwkThumbprint(jwk)
  return {
    kid,
    key: createPrivateKey({ key: { ...jwk, d: d.toString('base64url') }, format: 'jwk' }),
    publicJwk: Object.freeze({ ...jwk, kid, alg: 'ES256', use: 'sig' }),
  }
}

/**
 * A private key from 1 to the order less one. 128 bits more than needed, so that every one is as likely as any other; and of its own
 * use: what a session's seal gives away says nothing about it.
 *
 * @see RFC 5869 (HKDF), FIPS 186-5, appendix A.2.1 (extra random bits)
 */
function deriveScalar(secret: string): Buffer {
  const bits = Buffer.from(hkdfSync('sha256', secret, '', 'launchpad-sso security event tokens v1 ES256', 48))
  const scalar = (BigInt(`0x${bits.toString('hex')}`) % (order - 1n)) + 1n
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex')
}
