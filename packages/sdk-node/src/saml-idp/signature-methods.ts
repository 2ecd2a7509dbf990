/** How a signature is made or checked: the XML Signature names and what they mean to node:crypto. */
export interface SignatureMethod {
  readonly uri: string
  readonly digestUri: string
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  readonly keyType: 'rsa' | 'ec'
}

/** The algorithms the identity provider's side signs with and accepts. No SHA-1. */
export type SignatureAlgorithm =
  'rsa-sha256' | 'rsa-sha384' | 'rsa-sha512' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ecdsa-sha512'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const sha384 = `${more}sha384`
const sha512 = 'http://www.w3.org/2001/04/xmlenc#sha512'

/** @see RFC 9231, sections 2.2.2 to 2.3.6 */
export const signatureMethods: Readonly<Record<SignatureAlgorithm, SignatureMethod>> = {
  'rsa-sha256': { uri: `${more}rsa-sha256`, digestUri: sha256, hash: 'sha256', keyType: 'rsa' },
  'rsa-sha384': { uri: `${more}rsa-sha384`, digestUri: sha384, hash: 'sha384', keyType: 'rsa' },
  'rsa-sha512': { uri: `${more}rsa-sha512`, digestUri: sha512, hash: 'sha512', keyType: 'rsa' },
  'ecdsa-sha256': { uri: `${more}ecdsa-sha256`, digestUri: sha256, hash: 'sha256', keyType: 'ec' },
  'ecdsa-sha384': { uri: `${more}ecdsa-sha384`, digestUri: sha384, hash: 'sha384', keyType: 'ec' },
  'ecdsa-sha512': { uri: `${more}ecdsa-sha512`, digestUri: sha512, hash: 'sha512', keyType: 'ec' },
}

/** The method of that name, if it is one of ours. */
export function findSignatureMethod(uri: string): SignatureMethod | null {
  return Object.values(signatureMethods).find((method) => method.uri === uri) ?? null
}
