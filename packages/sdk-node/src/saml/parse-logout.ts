import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { checkLogoutStructure } from './check-logout-structure.ts'
import { logoutInvalid } from './logout-invalid.ts'
import type { LogoutMessage, LogoutRequest, LogoutResponse } from './logout-message.ts'
import { parseDateTime } from './parse-date-time.ts'
import { parseName } from './parse-name.ts'
import { parseNameId, type OpenElement } from './parse-name-id.ts'
import { parseStatus } from './parse-status.ts'
import { parseDocument } from './saml-document.ts'
import { namespaces } from './saml-uris.ts'
import type { VerifiedLogout } from './verify-logout.ts'

/**
 * Reads a logout message out of verified bytes, and out of nothing else.
 *
 * @throws AuthError SAML_LOGOUT_INVALID, SAML_RESPONSE_INVALID, SAML_TIME_INVALID
 */
export function parseLogout({ xml, name }: Pick<VerifiedLogout, 'xml' | 'name'>, open: OpenElement): LogoutMessage {
  const { root } = parseDocument(xml)
  // What was signed has the shape that was checked before, unless canonicalization is at fault.
  checkLogoutStructure(root, name)
  return name === 'SAMLRequest' ? parseRequest(root, open) : parseResponse(root)
}

function parseRequest(root: XmlElement, open: OpenElement): LogoutRequest {
  const notOnOrAfter = findAttribute(root, 'NotOnOrAfter')
  const nameId = parseNameId(root, open)
  if (nameId === null || nameId.value.trim() === '') throw logoutInvalid('NameID: wanted one, got none')
  return {
    kind: 'request',
    ...parseBase(root),
    notOnOrAfter: notOnOrAfter === null ? null : parseDateTime(notOnOrAfter, 'NotOnOrAfter of the LogoutRequest'),
    nameId,
    sessionIndexes: findChildren(root, namespaces.samlp, 'SessionIndex').map(readSessionIndex),
  }
}

/** An empty one must not come to mean all sessions. */
function readSessionIndex({ text }: XmlElement): string {
  const sessionIndex = text.trim()
  if (sessionIndex === '') throw logoutInvalid('SessionIndex: wanted a value, got none')
  return sessionIndex
}

function parseResponse(root: XmlElement): LogoutResponse {
  return {
    kind: 'response',
    ...parseBase(root),
    inResponseTo: findAttribute(root, 'InResponseTo'),
    status: parseStatus(root),
  }
}

function parseBase(root: XmlElement): Omit<LogoutResponse, 'kind' | 'inResponseTo' | 'status'> {
  return {
    id: findAttribute(root, 'ID') ?? '',
    version: findAttribute(root, 'Version'),
    issueInstant: parseDateTime(findAttribute(root, 'IssueInstant'), `IssueInstant of the ${root.name}`),
    issuer: parseName(findChild(root, namespaces.saml, 'Issuer')),
    destination: findAttribute(root, 'Destination'),
  }
}
