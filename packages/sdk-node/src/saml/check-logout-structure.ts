import type { XmlElement } from '../xml/xml-element.ts'
import { checkIds } from './check-ids.ts'
import { checkSigned } from './check-signed.ts'
import { checkContentModel } from './content-model.ts'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'
import { namespaces } from './saml-uris.ts'

const roots = { SAMLRequest: 'LogoutRequest', SAMLResponse: 'LogoutResponse' } as const

/**
 * Checks the shape of a whole logout message, before any cryptography on it: what stands where, IDs that are unique, a signature in the one
 * place it belongs.
 *
 * @param name of the parameter that it came in.
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function checkLogoutStructure(root: XmlElement, name: keyof typeof roots): void {
  const wanted = roots[name]
  if (root.name !== wanted || root.namespace !== namespaces.samlp)
    throw responseInvalid(`root element: wanted samlp:${wanted}, got ${quote(`{${root.namespace}}${root.name}`)}`)
  checkContentModel(root)
  checkIds(root)
  checkSigned(root)
}
