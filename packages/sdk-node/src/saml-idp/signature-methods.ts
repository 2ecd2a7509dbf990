type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a signature is made or checked: the XML Signature names and what they mean to node:crypto. */
export interface SignatureMethod {
  readonly uri: string
  readonly hash: Hash
  readonly digestUri: string
  readonly digestHash: Hash
  readonly keyType: 'rsa' | 'ec'
}

/** The algorithms the identity provider's side signs with and accepts. No SHA-1. */
export type SignatureAlgorithm =
  'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ecdsa-sha512'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const digestUris = {
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: `${more}sha384`,
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
} as const

function toMethod(scheme: 'rsa' | 'ecdsa', hash: keyof typeof digestUris): SignatureMethod {
  const keyType = scheme === 'rsa' ? 'rsa' : 'ec'
  return { uri: `${more}${scheme}-${hash}`, hash, digestUri: digestUris[hash], digestHash: hash, keyType }
}

/** @see RFC 9231, sections 2.2.2 to 2.3.6 */
export const signatureMethods: Readonly<Record<SignatureAlgorithm, SignatureMethod>> = {
  'rsa-sha256': toMethod('rsa', 'sha256'),
  'rsa-sha384': toMethod('rsa', 'sha384'),
  'rsa-sha512': toMethod('rsa', 'sha512'),
  'ecdsa-sha256': toMethod('ecdsa', 'sha256'),
  'ecdsa-sha384': toMethod('ecdsa', 'sha384'),
  'ecdsa-sha512': toMethod('ecdsa', 'sha512'),
}

/** The method of that name, if it is one of ours. */
export function findSignatureMethod(uri: string): SignatureMethod | null {
  return Object.values(signatureMethods).find((method) => method.uri === uri) ?? null
}
