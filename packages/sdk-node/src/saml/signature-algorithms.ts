import { constants, type KeyObject, verify } from 'node:crypto'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'

type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'

interface SignatureAlgorithm {
  readonly hash: Hash
  readonly scheme: 'rsa' | 'rsa-pss' | 'ecdsa'
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#'
const xenc = 'http://www.w3.org/2001/04/xmlenc#'

/** Public-key signatures only: with an HMAC, the certificate everybody knows would be the key. */
const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  [`${dsig}rsa-sha1`, { hash: 'sha1', scheme: 'rsa' }],
  [`${more}rsa-sha256`, { hash: 'sha256', scheme: 'rsa' }],
  [`${more}rsa-sha384`, { hash: 'sha384', scheme: 'rsa' }],
  [`${more}rsa-sha512`, { hash: 'sha512', scheme: 'rsa' }],
  [`${more2007}sha256-rsa-MGF1`, { hash: 'sha256', scheme: 'rsa-pss' }],
  [`${more2007}sha384-rsa-MGF1`, { hash: 'sha384', scheme: 'rsa-pss' }],
  [`${more2007}sha512-rsa-MGF1`, { hash: 'sha512', scheme: 'rsa-pss' }],
  [`${more}ecdsa-sha256`, { hash: 'sha256', scheme: 'ecdsa' }],
  [`${more}ecdsa-sha384`, { hash: 'sha384', scheme: 'ecdsa' }],
  [`${more}ecdsa-sha512`, { hash: 'sha512', scheme: 'ecdsa' }],
])

const digestAlgorithms: ReadonlyMap<string, Hash> = new Map([
  [`${dsig}sha1`, 'sha1'],
  [`${xenc}sha256`, 'sha256'],
  [`${more}sha384`, 'sha384'],
  [`${xenc}sha512`, 'sha512'],
])

/** @throws AuthError SAML_RESPONSE_INVALID */
export function getSignatureAlgorithm(uri: string, allowSha1: boolean): SignatureAlgorithm {
  const algorithm = signatureAlgorithms.get(uri)
  if (algorithm !== undefined && (algorithm.hash !== 'sha1' || allowSha1)) return algorithm
  throw responseInvalid(`signature algorithm: ${quote(uri)} is not allowed`)
}

/** @throws AuthError SAML_RESPONSE_INVALID */
export function getDigestAlgorithm(uri: string, allowSha1: boolean): Hash {
  const hash = digestAlgorithms.get(uri)
  if (hash !== undefined && (hash !== 'sha1' || allowSha1)) return hash
  throw responseInvalid(`digest algorithm: ${quote(uri)} is not allowed`)
}

/** False as well when the key or the signature is of another kind than the algorithm. */
export function isSignedBy(key: KeyObject, algorithm: SignatureAlgorithm, data: Buffer, signature: Buffer): boolean {
  try {
    return verifyWith(key, algorithm, data, signature)
  } catch {
    // OpenSSL throws for a key that is too small for the hash, and the like.
    return false
  }
}

function verifyWith(key: KeyObject, { hash, scheme }: SignatureAlgorithm, data: Buffer, signature: Buffer): boolean {
  switch (scheme) {
    case 'rsa':
      return key.asymmetricKeyType === 'rsa' && verify(hash, data, key, signature)
    case 'rsa-pss': {
      const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_DIGEST: saltLength } = constants
      const fits = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss'
      return fits && verify(hash, data, { key, padding, saltLength }, signature)
    }
    case 'ecdsa':
      // r and s side by side, not the DER that node:crypto expects by default: RFC 9231 section 2.3.6.
      return key.asymmetricKeyType === 'ec' && verify(hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
  }
}
