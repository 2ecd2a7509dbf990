import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'

/**
 * Where the connection wants the person checked at every sign-in (`forceAuthn`), the identity provider must have done so
 * after the person left: asking is not enough, it may answer from an old session.
 *
 * @param startedAt when the person left.
 * @throws AuthError SAML_TIME_INVALID
 * @see saml-core-2.0-os, section 3.4.1
 */
export function checkFresh(identity: Identity, connection: Connection, startedAt: Date): void {
  if (connection.type !== 'saml' || !connection.forceAuthn) return
  const earliest = new Date(startedAt.getTime() - connection.clockSkewSeconds * 1000)
  const { authenticatedAt } = identity
  if (authenticatedAt !== null && authenticatedAt >= earliest) return
  const got = authenticatedAt?.toISOString() ?? 'none'
  throw new AuthError(
    'SAML_TIME_INVALID',
    `AuthnInstant: forceAuthn wants one after ${earliest.toISOString()}, got ${got}`,
  )
}
