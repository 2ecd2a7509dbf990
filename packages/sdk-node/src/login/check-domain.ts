import { parseEmail } from '../discovery/parse-email.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Connections } from '../ports/connections.ts'

/**
 * A connection may vouch only for addresses in domains of its own, as they are now: otherwise one customer's administrator could
 * sign in as a person of another customer, and go on after the domain was taken away.
 *
 * @returns the identity with its address in the form we compare.
 * @throws AuthError LOGIN_DOMAIN_MISMATCH, LOGIN_EMAIL_UNVERIFIED, STORE_UNAVAILABLE
 */
export async function checkDomain(
  identity: Identity,
  connection: Connection,
  mayVouchFor: Connections['mayVouchFor'],
): Promise<Identity> {
  const email = identity.email === null ? null : parseEmail(identity.email)
  if (email === null) {
    if (connection.anyDomain && identity.email === null) return identity
    const got =
      identity.email === null ? 'the identity has no e-mail address' : `'${identity.email}' is no e-mail address`
    throw mismatch(connection, got)
  }
  if (identity.emailVerified === false)
    throw new AuthError('LOGIN_EMAIL_UNVERIFIED', `${identity.issuer} says that '${email.address}' is not verified`)
  if (!(await mayVouchFor(connection, email.domain))) throw mismatch(connection, `got '${email.address}'`)
  return { ...identity, email: email.address }
}

function mismatch({ id, domains }: Connection, got: string): AuthError {
  const own = domains.length > 0 ? `in [${domains.join(', ')}]` : `in a verified domain of connection '${id}'`
  return new AuthError('LOGIN_DOMAIN_MISMATCH', `wanted an address ${own}, ${got}`)
}
