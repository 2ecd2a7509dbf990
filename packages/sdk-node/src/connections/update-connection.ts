import { toWriter, type WriteContext } from '../model/write-context.ts'
import { applyWish } from './apply-wish.ts'
import { changeConnection } from './change-connection.ts'
import { toUpdated } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { FoundConnection } from './get-connection.ts'
import { parseChanges } from './parse-draft.ts'

/** @throws AuthError as `ManageConnections.update` */
export async function updateConnection(
  organizationId: string,
  connectionId: string,
  given: unknown,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  return changeConnection(organizationId, connectionId, tools, async (before, organization) => {
    const record = await applyWish(before, parseChanges(given, before.type), organization, tools)
    const event = toUpdated(before, record, writer, tools)
    return event && { record, events: [event] }
  })
}
