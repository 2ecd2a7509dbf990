import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import type { SamlKeyPair } from '../model/connection.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { decodeBase64 } from './decode-base64.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { type ContentCipher, getContentCipher, getOaepHash } from './encryption-algorithms.ts'
import { namespaces } from './saml-uris.ts'
import { responseInvalid } from './response-invalid.ts'

/** Each costs an RSA operation with each of our keys, and nobody has to sign a response to have us try. */
const maxEncryptedKeys = 2

/** What {@link decrypt} needs besides the element. */
export interface DecryptOptions {
  readonly keys: readonly SamlKeyPair[]
  /** True when a verified signature covers the cipher text. Otherwise CBC would let anyone ask us about its padding. */
  readonly covered: boolean
}

/**
 * Opens an EncryptedAssertion, EncryptedID or EncryptedAttribute and answers the text of the element inside.
 *
 * @throws AuthError SAML_RESPONSE_INVALID, whatever the step that failed.
 * @see saml-core-2.0-os, section 6; XML Encryption 1.1 section 4.4
 */
export function decrypt(encrypted: XmlElement, { keys, covered }: DecryptOptions): string {
  const data = getChild(encrypted, 'EncryptedData')
  const cipher = getContentCipher(findAlgorithm(data))
  if (cipher.mode === 'cbc' && !covered) {
    throw responseInvalid('decryption: CBC is only opened inside a signed Response; let the IdP sign it or use GCM')
  }
  const content = readCipherValue(data)
  for (const contentKey of openKeys(findEncryptedKeys(encrypted, data), keys)) {
    const plain = decipher(content, contentKey, cipher)
    if (plain !== null) return decodeUtf8(plain, 'decrypted element')
  }
  throw responseInvalid(`decryption: none of our ${keys.length} keys opens it`)
}

/** Inside the KeyInfo, or beside the EncryptedData when the KeyInfo only points there: both are in use. */
function findEncryptedKeys(encrypted: XmlElement, data: XmlElement): readonly XmlElement[] {
  const keyInfo = findChild(data, namespaces.ds, 'KeyInfo')
  const inside = keyInfo === null ? [] : findChildren(keyInfo, namespaces.xenc, 'EncryptedKey')
  const found = [...inside, ...findChildren(encrypted, namespaces.xenc, 'EncryptedKey')]
  if (found.length > 0 && found.length <= maxEncryptedKeys) return found
  throw responseInvalid(`decryption: wanted 1 to ${maxEncryptedKeys} EncryptedKey, got ${found.length}`)
}

function* openKeys(encryptedKeys: readonly XmlElement[], keys: readonly SamlKeyPair[]): Iterable<Buffer> {
  for (const encryptedKey of encryptedKeys) {
    const oaepHash = getOaepHash(getChild(encryptedKey, 'EncryptionMethod'))
    const wrapped = readCipherValue(encryptedKey)
    for (const { privateKey } of keys) {
      const key = tryTo(() =>
        privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped),
      )
      if (key !== null) yield key
    }
  }
}

/** Null when the key does not fit or the content was changed. */
function decipher(
  content: Buffer,
  key: Buffer,
  { name, mode, keyBytes, ivBytes, tagBytes }: ContentCipher,
): Buffer | null {
  const bodyEnd = content.length - tagBytes
  if (key.length !== keyBytes || bodyEnd < ivBytes) return null
  const iv = content.subarray(0, ivBytes)
  const body = content.subarray(ivBytes, bodyEnd)
  return tryTo(() => {
    if (mode === 'cbc') {
      const plain = createDecipheriv(name, key, iv).setAutoPadding(false)
      return removePadding(Buffer.concat([plain.update(body), plain.final()]), ivBytes)
    }
    const plain = createDecipheriv(name, key, iv, { authTagLength: tagBytes }).setAuthTag(content.subarray(bodyEnd))
    return Buffer.concat([plain.update(body), plain.final()])
  })
}

/** Only the last octet counts, the others may be anything: XML Encryption 1.1 section 5.2.4. */
function removePadding(plain: Buffer, blockBytes: number): Buffer | null {
  const length = plain.at(-1) ?? 0
  return length >= 1 && length <= blockBytes ? plain.subarray(0, -length) : null
}

function readCipherValue(parent: XmlElement): Buffer {
  const value = findChild(getChild(parent, 'CipherData'), namespaces.xenc, 'CipherValue')
  if (value === null) throw responseInvalid('decryption: CipherData has no CipherValue')
  return decodeBase64(value.text, 'CipherValue')
}

function findAlgorithm(parent: XmlElement): string | null {
  return findAttribute(getChild(parent, 'EncryptionMethod'), 'Algorithm')
}

function getChild(parent: XmlElement, name: string): XmlElement {
  const child = findChild(parent, namespaces.xenc, name)
  if (child === null) throw responseInvalid(`decryption: ${parent.name} has no ${name}`)
  return child
}

function tryTo<T>(operation: () => T): T | null {
  try {
    return operation()
  } catch {
    return null
  }
}
