import type { AuthError } from '../model/auth-error.ts'
import { draftFailure } from '../model/draft-event.ts'
import type { ConnectionSummary } from '../ports/connections.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'

/**
 * Writes down that a reply was refused, for the organization of the connection it came to. Anybody can send replies, and
 * events are never deleted: of one client 60 failures a minute are written, and the log has the rest. A store that has just
 * failed is not asked again; one that fails now changes nothing about the answer.
 */
export async function recordFailedLogin(
  error: AuthError,
  incidentId: string,
  visit: Pick<Visit, 'client' | 'request' | 'params'>,
  kit: Kit,
): Promise<void> {
  if (error.code === 'STORE_UNAVAILABLE') return
  const connection = await findConnection(visit, kit)
  if (connection === null || !kit.mayRecordFailure(visit.client)) return
  const draft = draftFailure(
    {
      type: 'login.failed',
      organizationId: error.context.organizationId ?? connection.organization.id,
      occurredAt: kit.config.now(),
      actor: { type: 'user', id: null },
      target: { type: 'connection', id: connection.id },
      reason: error.code,
      data: { connectionId: connection.id, loginId: error.context.loginId ?? null, incidentId },
    },
    originOf(visit),
  )
  try {
    await kit.store.events.append([draft])
  } catch (cause) {
    const { type, organizationId } = draft
    kit.config.log({ level: 'error', event: 'audit.failed', type, organizationId, detail: String(cause) })
  }
}

/** By the URL and not by the login: a reply that came to another connection concerns that one's organization. */
async function findConnection(
  { params }: Pick<Visit, 'params'>,
  { connections }: Kit,
): Promise<ConnectionSummary | null> {
  try {
    return await connections.findSummary(params['connection'] ?? '')
  } catch {
    return null
  }
}
