import type { CipherGCMTypes } from 'node:crypto'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { namespaces } from './saml-uris.ts'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'

/** How the content of an encrypted element is enciphered. */
export type ContentCipher = {
  readonly keyBytes: number
  readonly ivBytes: number
  readonly tagBytes: number
} & ({ readonly mode: 'gcm'; readonly name: CipherGCMTypes } | { readonly mode: 'cbc'; readonly name: string })

const gcm = { mode: 'gcm', ivBytes: 12, tagBytes: 16 } as const
const cbc = { mode: 'cbc', ivBytes: 16, tagBytes: 0 } as const

/** AES only: Triple DES is broken. */
const contentCiphers: ReadonlyMap<string, ContentCipher> = new Map<string, ContentCipher>([
  [`${namespaces.xenc11}aes128-gcm`, { ...gcm, name: 'aes-128-gcm', keyBytes: 16 }],
  [`${namespaces.xenc11}aes192-gcm`, { ...gcm, name: 'aes-192-gcm', keyBytes: 24 }],
  [`${namespaces.xenc11}aes256-gcm`, { ...gcm, name: 'aes-256-gcm', keyBytes: 32 }],
  [`${namespaces.xenc}aes128-cbc`, { ...cbc, name: 'aes-128-cbc', keyBytes: 16 }],
  [`${namespaces.xenc}aes192-cbc`, { ...cbc, name: 'aes-192-cbc', keyBytes: 24 }],
  [`${namespaces.xenc}aes256-cbc`, { ...cbc, name: 'aes-256-cbc', keyBytes: 32 }],
])

/** @throws AuthError SAML_RESPONSE_INVALID */
export function getContentCipher(uri: string | null): ContentCipher {
  const cipher = contentCiphers.get(uri ?? '')
  if (cipher === undefined) throw responseInvalid(`decryption: content cipher ${quote(uri)} is not allowed`)
  return cipher
}

const digests: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
  // Not a name of any standard; xml-encryption writes and expects it.
  ['http://www.w3.org/2000/09/xmldsig#sha256', 'sha256'],
  ['http://www.w3.org/2000/09/xmldsig#sha512', 'sha512'],
])

/**
 * The hash of RSA-OAEP, the only key transport: RSA 1.5 tells an attacker too much. SHA-1 is sound here, OAEP does not
 * need a hash without collisions.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 * @see XML Encryption 1.1 section 5.5.2
 */
export function getOaepHash(method: XmlElement): string {
  const algorithm = findAttribute(method, 'Algorithm')
  const isOaep = algorithm === `${namespaces.xenc}rsa-oaep-mgf1p` || algorithm === `${namespaces.xenc11}rsa-oaep`
  if (!isOaep) throw responseInvalid(`decryption: key transport ${quote(algorithm)} is not allowed`)
  const digestMethod = findChild(method, namespaces.ds, 'DigestMethod')
  if (digestMethod === null) return 'sha1'
  const digest = findAttribute(digestMethod, 'Algorithm')
  const hash = digests.get(digest ?? '')
  if (hash === undefined) throw responseInvalid(`decryption: OAEP digest ${quote(digest)} is not allowed`)
  return hash
}
