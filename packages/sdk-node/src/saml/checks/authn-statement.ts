import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'

/**
 * The assertion must say that the person was authenticated, and the session that comes of it must not be over.
 *
 * @see saml-profiles-2.0-os, section 4.1.4.2
 */
export const checkAuthnStatement: Check = ({ assertion }, { now }) => {
  if (assertion.authnStatements.length === 0) {
    throw new AuthError('SAML_ASSERTION_UNACCEPTABLE', 'AuthnStatement: wanted one, got none')
  }
  for (const { sessionNotOnOrAfter } of assertion.authnStatements) {
    if (sessionNotOnOrAfter !== null && sessionNotOnOrAfter <= now) {
      throw new AuthError(
        'SAML_TIME_INVALID',
        `SessionNotOnOrAfter: wanted a time after ${now.toISOString()}, got ${sessionNotOnOrAfter.toISOString()}`,
      )
    }
  }
}
