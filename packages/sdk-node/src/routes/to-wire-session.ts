import type { Session } from '../model/session.ts'
import type { WireSession } from '../model/wire.ts'

/** Times as ISO 8601. What names the person at the identity provider stays here. */
export function toWireSession(session: Session): WireSession {
  const { id, user, organization, connection, roles, authenticationContext, authenticationMethods } = session
  return {
    id,
    user,
    organization,
    connection,
    roles,
    createdAt: session.createdAt.toISOString(),
    authenticatedAt: session.authenticatedAt.toISOString(),
    authenticationContext,
    authenticationMethods,
    expiresAt: session.expiresAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
  }
}
