import type { SamlConnection } from '../model/connection.ts'
import { findNamespaces } from '../xml/find-namespaces.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { decrypt } from './decryption.ts'
import { parseDocument } from './saml-document.ts'

/** Opens an EncryptedID or EncryptedAttribute, which stands inside verified bytes. @throws AuthError SAML_RESPONSE_INVALID */
export function openElement(
  encrypted: XmlElement,
  { decryptionKeys }: Pick<SamlConnection, 'decryptionKeys'>,
): XmlElement {
  return parseDocument(decrypt(encrypted, { keys: decryptionKeys, covered: true }), findNamespaces(encrypted)).root
}
