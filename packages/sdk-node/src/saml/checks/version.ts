import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { quote } from '../quote.ts'

/** Both parts must be SAML 2.0: another version would have other rules. */
export const checkVersion: Check = ({ response, assertion }) => {
  for (const [what, { version }] of [['Response', response] as const, ['Assertion', assertion] as const]) {
    if (version !== '2.0') {
      throw new AuthError('SAML_ASSERTION_UNACCEPTABLE', `Version of ${what}: wanted 2.0, got ${quote(version)}`)
    }
  }
}
