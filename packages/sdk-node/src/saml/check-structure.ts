import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { checkContentModel } from './content-model.ts'
import { namespaces } from './saml-uris.ts'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'

/**
 * Checks the shape of a whole Response, before any cryptography: what stands where, IDs that are unique, signatures in
 * the one place they belong.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function checkStructure(root: XmlElement): void {
  if (root.name !== 'Response' || root.namespace !== namespaces.samlp) {
    throw responseInvalid(`root element: wanted samlp:Response, got ${quote(`{${root.namespace}}${root.name}`)}`)
  }
  checkContentModel(root)
  checkIds(root, new Set())
  checkSigned(root)
  const assertion = findChild(root, namespaces.saml, 'Assertion')
  const encrypted = findChild(root, namespaces.saml, 'EncryptedAssertion')
  if (assertion !== null && encrypted !== null) {
    throw responseInvalid('structure: wanted one assertion, got an Assertion and an EncryptedAssertion')
  }
  if (assertion !== null) checkSigned(assertion)
}

/** A reader may take any of the three spellings for an ID, so they share one space. */
function checkIds(element: XmlElement, seen: Set<string>): void {
  for (const { name, value } of element.attributes) {
    if (name !== 'ID' && name !== 'Id' && name !== 'id') continue
    if (seen.has(value)) throw responseInvalid(`structure: ID ${quote(value)} is given twice`)
    seen.add(value)
  }
  for (const child of element.children) checkIds(child, seen)
}

/** @see saml-core-2.0-os, section 5.4: the signature comes right after the Issuer, and refers to the ID. */
function checkSigned(element: XmlElement): void {
  if ((findAttribute(element, 'ID') ?? '') === '') throw responseInvalid(`structure: ${element.name} has no ID`)
  const signature = findChild(element, namespaces.ds, 'Signature')
  if (signature === null) return
  const issuer = findChild(element, namespaces.saml, 'Issuer')
  const place = issuer === null ? 0 : 1
  if (element.children[place] !== signature || (issuer !== null && element.children[0] !== issuer)) {
    throw responseInvalid(`structure: the Signature of ${element.name} does not stand right after its Issuer`)
  }
}
