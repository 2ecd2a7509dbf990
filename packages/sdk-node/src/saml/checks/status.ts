import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { uris } from '../saml-uris.ts'
import type { Status } from '../parse-status.ts'
import { quote } from '../quote.ts'

/**
 * The identity provider must say that it signed the person in.
 *
 * @see saml-core-2.0-os, section 3.2.2.2
 */
export const checkStatus: Check = ({ response }) => checkSuccess(response.status)

/** The same for a response that holds no assertion. */
export function checkSuccess({ codes, message }: Status): void {
  if (codes[0] === uris.success) return
  throw new AuthError(
    'SAML_STATUS_NOT_SUCCESS',
    `status: wanted ${uris.success}, got ${codes.map(quote).join(' > ') || 'none'}, message ${quote(message)}`,
  )
}
