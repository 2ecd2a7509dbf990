import { xmlEscape } from '../xml/xml-escape.ts'
import type { ResponseDraft } from './response-draft.ts'
import { uris } from './uris.ts'
import { xmlAttributes } from './xml-attributes.ts'

/**
 * Writes the Response around `content`, which is an Assertion, an EncryptedAssertion or nothing.
 *
 * @see saml-core-2.0-os, section 3.3.3
 */
export function renderResponse(draft: ResponseDraft, content: string): string {
  const attributes = xmlAttributes({
    ID: draft.id,
    Version: draft.version,
    IssueInstant: draft.issueInstant,
    Destination: draft.destination,
    InResponseTo: draft.inResponseTo,
  })
  const issuer =
    draft.issuer === null ? '' : `<saml:Issuer xmlns:saml="${uris.assertion}">${xmlEscape(draft.issuer)}</saml:Issuer>`
  return `<samlp:Response xmlns:samlp="${uris.protocol}"${attributes}>${issuer}${renderStatus(draft)}${content}</samlp:Response>`
}

function renderStatus({ statusCodes, statusMessage }: ResponseDraft): string {
  if (statusCodes.length === 0) return ''
  const codes = statusCodes.reduceRight(
    (nested, code) => `<samlp:StatusCode${xmlAttributes({ Value: code })}>${nested}</samlp:StatusCode>`,
    '',
  )
  const message = statusMessage === null ? '' : `<samlp:StatusMessage>${xmlEscape(statusMessage)}</samlp:StatusMessage>`
  return `<samlp:Status>${codes}${message}</samlp:Status>`
}
