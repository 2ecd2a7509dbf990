import { AuthError } from '../model/auth-error.ts'
import type { ConnectionStore } from '../ports/organization-store.ts'
import { describeValue } from './request-invalid.ts'

/** A connection of another organization would let its identity provider vouch for this one's people. @throws AuthError CONNECTION_NOT_FOUND */
export async function checkConnections(
  organizationId: string,
  connectionIds: readonly string[] | null,
  connections: Pick<ConnectionStore, 'list'>,
): Promise<void> {
  if (connectionIds === null) return
  const known = new Set((await connections.list(organizationId)).map(({ id }) => id))
  const unknown = connectionIds.find((id) => !known.has(id))
  if (unknown === undefined) return
  throw new AuthError(
    'CONNECTION_NOT_FOUND',
    `connectionIds: wanted connections of organization '${organizationId}', got ${describeValue(unknown)}`,
  )
}
