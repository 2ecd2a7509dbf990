import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { quote } from '../quote.ts'

/** What the Response answers must be what the assertion answers. It may leave the word to the assertion. */
export const checkResponseInResponseTo: Check = ({ response }, { requestId }) => {
  const { inResponseTo } = response
  if (inResponseTo === null || inResponseTo === requestId) return
  throw new AuthError(
    'SAML_IN_RESPONSE_TO_MISMATCH',
    `InResponseTo of Response: wanted ${quote(requestId)}, got ${quote(inResponseTo)}`,
  )
}
