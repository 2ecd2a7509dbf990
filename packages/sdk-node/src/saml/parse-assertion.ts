import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import type { Assertion, AuthnStatement, Conditions, Confirmation } from './assertion.ts'
import { checkContentModel } from './content-model.ts'
import { parseName } from './parse-name.ts'
import { type OpenElement, parseNameId } from './parse-name-id.ts'
import { namespaces } from './saml-uris.ts'
import { parseAttributes } from './parse-attributes.ts'
import { parseDateTime } from './parse-date-time.ts'
import { responseInvalid } from './response-invalid.ts'
import { parseDocument } from './saml-document.ts'
import type { VerifiedXml } from './verified-xml.ts'

/**
 * Reads the assertion out of verified bytes, and out of nothing else.
 *
 * @throws AuthError SAML_RESPONSE_INVALID or SAML_TIME_INVALID
 */
export function parseAssertion(verified: VerifiedXml, open: OpenElement): Assertion {
  const { root } = parseDocument(verified)
  // What was signed has the shape that was checked before, unless canonicalization is at fault.
  checkContentModel(root)
  const assertion = root.name === 'Response' ? findSaml(root, 'Assertion') : root
  if (assertion === null || assertion.name !== 'Assertion' || assertion.namespace !== namespaces.saml) {
    throw responseInvalid('structure: the verified bytes hold no Assertion')
  }
  const subject = findSaml(assertion, 'Subject')
  const conditions = findSaml(assertion, 'Conditions')
  return {
    id: findAttribute(assertion, 'ID') ?? '',
    version: findAttribute(assertion, 'Version'),
    issueInstant: parseDateTime(findAttribute(assertion, 'IssueInstant'), 'IssueInstant of the Assertion'),
    issuer: parseName(findSaml(assertion, 'Issuer')),
    nameId: subject && parseNameId(subject, open),
    confirmations:
      subject === null ? [] : findChildren(subject, namespaces.saml, 'SubjectConfirmation').map(parseConfirmation),
    conditions: conditions && parseConditions(conditions),
    authnStatements: findChildren(assertion, namespaces.saml, 'AuthnStatement').map(parseAuthnStatement),
    attributes: parseAttributes(findChildren(assertion, namespaces.saml, 'AttributeStatement'), open),
  }
}

function parseConfirmation(confirmation: XmlElement): Confirmation {
  const data = findSaml(confirmation, 'SubjectConfirmationData')
  return {
    method: findAttribute(confirmation, 'Method'),
    recipient: data && findAttribute(data, 'Recipient'),
    inResponseTo: data && findAttribute(data, 'InResponseTo'),
    notBefore: data && findDate(data, 'NotBefore'),
    notOnOrAfter: data && findDate(data, 'NotOnOrAfter'),
  }
}

function parseConditions(conditions: XmlElement): Conditions {
  return {
    notBefore: findDate(conditions, 'NotBefore'),
    notOnOrAfter: findDate(conditions, 'NotOnOrAfter'),
    audienceRestrictions: findChildren(conditions, namespaces.saml, 'AudienceRestriction').map((restriction) =>
      findChildren(restriction, namespaces.saml, 'Audience').map((audience) => audience.text.trim()),
    ),
    // OneTimeUse and ProxyRestriction ask nothing more of us: every assertion is used once and none is passed on.
    unknown: findChildren(conditions, namespaces.saml, 'Condition').length,
  }
}

function parseAuthnStatement(statement: XmlElement): AuthnStatement {
  const context = findSaml(statement, 'AuthnContext')
  return {
    authnInstant: parseDateTime(findAttribute(statement, 'AuthnInstant'), 'AuthnInstant'),
    sessionIndex: findAttribute(statement, 'SessionIndex'),
    sessionNotOnOrAfter: findDate(statement, 'SessionNotOnOrAfter'),
    classRef: (context && findSaml(context, 'AuthnContextClassRef')?.text.trim()) ?? null,
  }
}

function findDate(element: XmlElement, name: string): Date | null {
  const text = findAttribute(element, name)
  return text === null ? null : parseDateTime(text, `${name} of ${element.name}`)
}

function findSaml(parent: XmlElement, name: string): XmlElement | null {
  return findChild(parent, namespaces.saml, name)
}
