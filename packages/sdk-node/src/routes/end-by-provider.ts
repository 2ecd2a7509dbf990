import type { Connection } from '../model/connection.ts'
import type { Origin } from '../model/draft-event.ts'
import type { EventTarget } from '../model/event.ts'
import type { RevokedScope } from '../model/revocation.ts'
import { endSessions, type EndTools } from '../sessions/end-sessions.ts'

/**
 * Ends sessions because the connection's identity provider says so. Nobody looks up whose they are: there may be none, and that is fine.
 *
 * @param target whom the log names; left out: the connection
 * @throws AuthError STORE_UNAVAILABLE
 */
export async function endByProvider(
  scopes: readonly RevokedScope[],
  { id, organization }: Pick<Connection, 'id' | 'organization'>,
  origin: Origin,
  tools: EndTools,
  target: EventTarget = { type: 'connection', id },
): Promise<void> {
  const actor = { type: 'system', id } as const
  await endSessions({ organizationId: organization.id, scopes, cause: 'idp', actor, target, origin }, tools)
}
