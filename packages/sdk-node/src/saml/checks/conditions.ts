import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'

/**
 * A condition we do not understand makes the assertion invalid.
 *
 * @see saml-core-2.0-os, section 2.5.1.1
 */
export const checkConditions: Check = ({ assertion }) => {
  const unknown = assertion.conditions?.unknown ?? 0
  if (unknown === 0) return
  throw new AuthError('SAML_ASSERTION_UNACCEPTABLE', `Conditions: wanted only known ones, got ${unknown} others`)
}
