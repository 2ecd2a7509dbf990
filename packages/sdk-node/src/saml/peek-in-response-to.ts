import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { namespaces } from './saml-uris.ts'
import { readResponse } from './read-response.ts'

/**
 * Which request a response says it answers; null when it came unsolicited. Nothing has been verified yet: good for
 * finding the login it may belong to, and for nothing else.
 *
 * @throws AuthError SAML_RESPONSE_INVALID when this is no SAML response at all.
 */
export function peekInResponseTo(params: URLSearchParams): string | null {
  const { root } = readResponse(params)
  return findAttribute(root, 'InResponseTo') ?? peekInAssertion(root)
}

/** Some identity providers leave the word to the assertion. */
function peekInAssertion(response: XmlElement): string | null {
  let element: XmlElement | null = response
  for (const name of ['Assertion', 'Subject', 'SubjectConfirmation', 'SubjectConfirmationData']) {
    element = element && findChild(element, namespaces.saml, name)
  }
  return element && findAttribute(element, 'InResponseTo')
}
