import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { quote } from '../quote.ts'

/**
 * When the connection asks for exact authentication contexts, the person must have been authenticated in one of them.
 * The other comparisons need an order of contexts that only the identity provider knows.
 *
 * @see saml-core-2.0-os, section 3.3.2.2.1
 */
export const checkAuthnContext: Check = ({ assertion }, { connection }) => {
  const { classRefs, comparison } = connection.authnContext
  if (comparison !== 'exact' || classRefs.length === 0) return
  for (const { classRef } of assertion.authnStatements) {
    if (classRef === null || !classRefs.includes(classRef)) {
      throw new AuthError(
        'SAML_ASSERTION_UNACCEPTABLE',
        `AuthnContextClassRef: wanted one of [${classRefs.join(', ')}], got ${quote(classRef)}`,
      )
    }
  }
}
