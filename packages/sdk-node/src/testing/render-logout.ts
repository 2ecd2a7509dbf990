import { uris } from '../saml-idp/uris.ts'
import { xmlAttributes } from '../saml-idp/xml-attributes.ts'
import type { SamlNameId } from '../model/session-secrets.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import type { SamlLogoutDraft } from './saml-logout-deviation.ts'

/** @see saml-core-2.0-os, section 3.7.1 */
export function renderLogoutRequest(
  draft: SamlLogoutDraft,
  { value, format, nameQualifier, spNameQualifier }: SamlNameId,
  sessionIndexes: readonly string[],
): string {
  const qualifiers = { NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier, Format: format }
  const indexes = sessionIndexes.map((each) => `<samlp:SessionIndex>${xmlEscape(each)}</samlp:SessionIndex>`)
  return render(
    'LogoutRequest',
    draft,
    `<saml:NameID xmlns:saml="${uris.assertion}"${xmlAttributes(qualifiers)}>${xmlEscape(value)}</saml:NameID>${indexes.join('')}`,
  )
}

/** @see saml-core-2.0-os, section 3.7.2 */
export function renderLogoutResponse(draft: SamlLogoutDraft): string {
  const codes = draft.statusCodes.reduceRight(
    (nested, code) =>
      `<samlp:StatusCode${xmlAttributes({ Value: uris.statusPrefix + code })}>${nested}</samlp:StatusCode>`,
    '',
  )
  return render('LogoutResponse', draft, `<samlp:Status>${codes}</samlp:Status>`)
}

function render(name: string, draft: SamlLogoutDraft, content: string): string {
  const attributes = xmlAttributes({
    ID: draft.id,
    Version: draft.version,
    IssueInstant: draft.issueInstant,
    Destination: draft.destination,
    NotOnOrAfter: draft.notOnOrAfter,
    InResponseTo: draft.inResponseTo,
  })
  const issuer =
    draft.issuer === null ? '' : `<saml:Issuer xmlns:saml="${uris.assertion}">${xmlEscape(draft.issuer)}</saml:Issuer>`
  return `<samlp:${name} xmlns:samlp="${uris.protocol}"${attributes}>${issuer}${content}</samlp:${name}>`
}
