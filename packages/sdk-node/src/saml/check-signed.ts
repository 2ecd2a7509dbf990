import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { responseInvalid } from './response-invalid.ts'
import { namespaces } from './saml-uris.ts'

/**
 * What may be signed has an ID, and its signature, if any, right after the Issuer.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 * @see saml-core-2.0-os, section 5.4
 */
export function checkSigned(element: XmlElement): void {
  if ((findAttribute(element, 'ID') ?? '') === '') throw responseInvalid(`structure: ${element.name} has no ID`)
  const signature = findChild(element, namespaces.ds, 'Signature')
  if (signature === null) return
  const issuer = findChild(element, namespaces.saml, 'Issuer')
  const place = issuer === null ? 0 : 1
  if (element.children[place] !== signature || (issuer !== null && element.children[0] !== issuer)) {
    throw responseInvalid(`structure: the Signature of ${element.name} does not stand right after its Issuer`)
  }
}
