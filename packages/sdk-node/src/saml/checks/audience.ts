import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { quote } from '../quote.ts'

/**
 * The assertion must be addressed to us, in every restriction there is. A missing audience is a failure, not a pass.
 *
 * @see saml-core-2.0-os, section 2.5.1.4
 */
export const checkAudience: Check = ({ assertion }, { connection }) => {
  const restrictions = assertion.conditions?.audienceRestrictions ?? []
  if (restrictions.length > 0 && restrictions.every((audiences) => audiences.includes(connection.spEntityId))) return
  const got = restrictions.map((audiences) => `[${audiences.map(quote).join(', ')}]`).join(' and ')
  throw new AuthError('SAML_AUDIENCE_MISMATCH', `Audience: wanted ${connection.spEntityId}, got ${got || 'none'}`)
}
