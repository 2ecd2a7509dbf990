import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { isEntity } from '../is-entity.ts'
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
  if (isEntity(issuer, entityId)) return
  const { value = null, format = null } = issuer ?? {}
  throw new AuthError(
    'SAML_ISSUER_MISMATCH',
    `Issuer of ${what}: wanted ${entityId}, got ${quote(value)} in the format ${quote(format)}`,
  )
}
