import { parseEmail } from '../discovery/parse-email.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'

/**
 * A connection may vouch only for addresses in its own domains: otherwise one customer's administrator could sign in as a
 * person of another customer.
 *
 * @returns the identity with its address in the form we compare.
 * @throws AuthError LOGIN_DOMAIN_MISMATCH, LOGIN_EMAIL_UNVERIFIED
 */
export function checkDomain(identity: Identity, connection: Connection): Identity {
  const email = identity.email === null ? null : parseEmail(identity.email)
  if (email === null) {
    if (connection.anyDomain && identity.email === null) return identity
    const got =
      identity.email === null ? 'the identity has no e-mail address' : `'${identity.email}' is no e-mail address`
    throw new AuthError('LOGIN_DOMAIN_MISMATCH', `wanted an address in [${connection.domains.join(', ')}], but ${got}`)
  }
  if (identity.emailVerified === false)
    throw new AuthError('LOGIN_EMAIL_UNVERIFIED', `${identity.issuer} says that '${email.address}' is not verified`)
  if (!connection.anyDomain && !connection.domains.includes(email.domain))
    throw new AuthError(
      'LOGIN_DOMAIN_MISMATCH',
      `wanted an address in [${connection.domains.join(', ')}], got '${email.address}'`,
    )
  return { ...identity, email: email.address }
}
