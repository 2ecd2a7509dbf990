import type { Session } from '../model/session.ts'
import type { WireSession } from '../model/wire.ts'

/** Times as ISO 8601. */
export function toWireSession(session: Session): WireSession {
  const { id, user, organization, connection, roles, createdAt, authenticatedAt, expiresAt, endsAt } = session
  return {
    id,
    user,
    organization,
    connection,
    roles,
    createdAt: createdAt.toISOString(),
    authenticatedAt: authenticatedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }
}
