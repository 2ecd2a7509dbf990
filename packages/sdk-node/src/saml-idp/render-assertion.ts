import { xmlEscape } from '../xml/xml-escape.ts'
import type { AssertionDraft, ConfirmationDraft } from './response-draft.ts'
import { uris } from './uris.ts'
import { xmlAttributes } from './xml-attributes.ts'

/**
 * Writes the Assertion. Each part declares nothing of its own: the one namespace stands on the root, so that the
 * element can move into a Response, or into a cipher text, and stay what was signed.
 *
 * @see saml-core-2.0-os, section 2.3.3
 */
export function renderAssertion(draft: AssertionDraft): string {
  const attributes = xmlAttributes({ ID: draft.id, Version: draft.version, IssueInstant: draft.issueInstant })
  const parts = [
    draft.issuer === null ? '' : `<saml:Issuer>${xmlEscape(draft.issuer)}</saml:Issuer>`,
    renderSubject(draft.subject),
    renderConditions(draft.conditions),
    renderAuthnStatement(draft.authnStatement),
    renderAttributes(draft.attributes),
  ]
  return `<saml:Assertion xmlns:saml="${uris.assertion}"${attributes}>${parts.join('')}</saml:Assertion>`
}

function renderSubject(subject: AssertionDraft['subject']): string {
  if (subject === null) return ''
  const { nameId, confirmations } = subject
  const name =
    nameId === null
      ? ''
      : `<saml:NameID${xmlAttributes({ Format: nameId.format })}>${xmlEscape(nameId.value)}</saml:NameID>`
  return `<saml:Subject>${name}${confirmations.map(renderConfirmation).join('')}</saml:Subject>`
}

function renderConfirmation({ method, data }: ConfirmationDraft): string {
  const attributes =
    data &&
    xmlAttributes({
      NotBefore: data.notBefore,
      NotOnOrAfter: data.notOnOrAfter,
      Recipient: data.recipient,
      InResponseTo: data.inResponseTo,
    })
  const content =
    attributes === null ? '' : `<saml:SubjectConfirmationData${attributes}></saml:SubjectConfirmationData>`
  return `<saml:SubjectConfirmation${xmlAttributes({ Method: method })}>${content}</saml:SubjectConfirmation>`
}

function renderConditions(conditions: AssertionDraft['conditions']): string {
  if (conditions === null) return ''
  const audiences = conditions.audiences.map((audience) => `<saml:Audience>${xmlEscape(audience)}</saml:Audience>`)
  const restriction =
    audiences.length === 0 ? '' : `<saml:AudienceRestriction>${audiences.join('')}</saml:AudienceRestriction>`
  const attributes = xmlAttributes({ NotBefore: conditions.notBefore, NotOnOrAfter: conditions.notOnOrAfter })
  return `<saml:Conditions${attributes}>${restriction}</saml:Conditions>`
}

function renderAuthnStatement(statement: AssertionDraft['authnStatement']): string {
  if (statement === null) return ''
  const attributes = xmlAttributes({
    AuthnInstant: statement.authnInstant,
    SessionIndex: statement.sessionIndex,
    SessionNotOnOrAfter: statement.sessionNotOnOrAfter,
  })
  const context = `<saml:AuthnContextClassRef>${xmlEscape(statement.authnContext)}</saml:AuthnContextClassRef>`
  return `<saml:AuthnStatement${attributes}><saml:AuthnContext>${context}</saml:AuthnContext></saml:AuthnStatement>`
}

function renderAttributes(attributes: AssertionDraft['attributes']): string {
  const rendered = Object.entries(attributes)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => {
      const nameFormat = name.includes(':') ? uris.attributeNameUri : uris.attributeNameBasic
      const content = values.map((value) => `<saml:AttributeValue>${xmlEscape(value)}</saml:AttributeValue>`).join('')
      return `<saml:Attribute${xmlAttributes({ Name: name, NameFormat: nameFormat })}>${content}</saml:Attribute>`
    })
  return rendered.length === 0 ? '' : `<saml:AttributeStatement>${rendered.join('')}</saml:AttributeStatement>`
}
