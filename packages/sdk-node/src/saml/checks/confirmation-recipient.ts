import { AuthError } from '../../model/auth-error.ts'
import type { Confirmation } from '../assertion.ts'
import type { Expected } from '../check.ts'
import { quote } from '../quote.ts'

/** The bearer must deliver the assertion to our ACS, and nowhere else: that name is inside the signature. */
export function checkRecipient({ recipient }: Confirmation, { acsUrl }: Expected): void {
  if (recipient === acsUrl) return
  throw new AuthError('SAML_RECIPIENT_MISMATCH', `Recipient: wanted ${acsUrl}, got ${quote(recipient)}`)
}
