import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { checkIds } from './check-ids.ts'
import { checkSigned } from './check-signed.ts'
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
  checkIds(root)
  checkSigned(root)
  const assertion = findChild(root, namespaces.saml, 'Assertion')
  const encrypted = findChild(root, namespaces.saml, 'EncryptedAssertion')
  if (assertion !== null && encrypted !== null) {
    throw responseInvalid('structure: wanted one assertion, got an Assertion and an EncryptedAssertion')
  }
  if (assertion !== null) checkSigned(assertion)
}
