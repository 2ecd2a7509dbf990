import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { addSeconds } from '../add-seconds.ts'

/**
 * Now must lie in the window of the Conditions. An open end is fine: the SubjectConfirmationData has to close it.
 *
 * @see saml-core-2.0-os, section 2.5.1.2
 */
export const checkConditionsTime: Check = ({ assertion }, { connection, now }) => {
  const { notBefore = null, notOnOrAfter = null } = assertion.conditions ?? {}
  const skew = connection.clockSkewSeconds
  if (notBefore !== null && addSeconds(now, skew) < notBefore) {
    throw new AuthError(
      'SAML_TIME_INVALID',
      `Conditions: not before ${notBefore.toISOString()}, now ${now.toISOString()}`,
    )
  }
  if (notOnOrAfter !== null && addSeconds(now, -skew) >= notOnOrAfter) {
    throw new AuthError(
      'SAML_TIME_INVALID',
      `Conditions: only until ${notOnOrAfter.toISOString()}, now ${now.toISOString()}`,
    )
  }
}
