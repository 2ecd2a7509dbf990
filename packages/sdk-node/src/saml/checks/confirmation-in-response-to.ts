import { AuthError } from '../../model/auth-error.ts'
import type { Confirmation } from '../assertion.ts'
import type { Expected } from '../check.ts'
import { quote } from '../quote.ts'

/**
 * The assertion must answer the request of this very login, or none when nobody asked. Only the value in here counts:
 * the one on the Response may be unsigned, and an attacker would write our id there.
 */
export function checkInResponseTo({ inResponseTo }: Confirmation, { requestId }: Expected): void {
  if (inResponseTo === requestId) return
  throw new AuthError(
    'SAML_IN_RESPONSE_TO_MISMATCH',
    `InResponseTo of SubjectConfirmationData: wanted ${quote(requestId)}, got ${quote(inResponseTo)}`,
  )
}
