import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { quote } from '../quote.ts'

/**
 * A signed Response must be addressed to our ACS, so that one made for another service provider is of no use here. An
 * unsigned one may leave the address out.
 *
 * @see saml-bindings-2.0-os, section 3.5.5.2
 */
export const checkDestination: Check = ({ response }, { acsUrl }) => {
  const { destination } = response
  if (destination === acsUrl || (destination === null && !response.isSigned)) return
  throw new AuthError('SAML_DESTINATION_MISMATCH', `Destination: wanted ${acsUrl}, got ${quote(destination)}`)
}
