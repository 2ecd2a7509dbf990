import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { uris } from '../saml-uris.ts'
import type { Name } from '../parse-name.ts'
import { quote } from '../quote.ts'

/**
 * The connection's identity provider must have issued the assertion, and the Response when that names an issuer.
 *
 * @see saml-profiles-2.0-os, section 4.1.4.2
 */
export const checkIssuer: Check = ({ response, assertion }, { connection }) => {
  checkName('Assertion', assertion.issuer, connection.idpEntityId)
  if (response.issuer !== null) checkName('Response', response.issuer, connection.idpEntityId)
}

function checkName(what: string, issuer: Name | null, entityId: string): void {
  const format = issuer?.format ?? uris.entityFormat
  if (issuer?.value.trim() === entityId && format === uris.entityFormat) return
  throw new AuthError(
    'SAML_ISSUER_MISMATCH',
    `Issuer of ${what}: wanted ${entityId}, got ${quote(issuer?.value ?? null)} in the format ${quote(format)}`,
  )
}
