import type { SamlNameId } from '../model/session-secrets.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { responseInvalid } from './response-invalid.ts'
import { namespaces } from './saml-uris.ts'

/** Opens an EncryptedID or EncryptedAttribute. */
export type OpenElement = (encrypted: XmlElement) => XmlElement

/**
 * The NameID in a Subject or LogoutRequest, encrypted or not; null when there is none.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function parseNameId(parent: XmlElement, open: OpenElement): SamlNameId | null {
  const plain = findChild(parent, namespaces.saml, 'NameID')
  const encrypted = findChild(parent, namespaces.saml, 'EncryptedID')
  if (encrypted === null) return plain && readNameId(plain)
  const opened = open(encrypted)
  const isNameId = opened.name === 'NameID' && opened.namespace === namespaces.saml && opened.children.length === 0
  if (!isNameId || plain !== null) throw responseInvalid('structure: EncryptedID is not the one NameID')
  return readNameId(opened)
}

function readNameId(element: XmlElement): SamlNameId {
  return {
    value: element.text,
    format: findAttribute(element, 'Format'),
    nameQualifier: findAttribute(element, 'NameQualifier'),
    spNameQualifier: findAttribute(element, 'SPNameQualifier'),
  }
}
