import { toWriter, type WriteContext } from '../model/write-context.ts'
import { toDeleted } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { getConnection } from './get-connection.ts'

/** @throws AuthError CONNECTION_NOT_FOUND */
export async function removeConnection(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<void> {
  const { record } = await getConnection(organizationId, connectionId, tools)
  const event = toDeleted(record, toWriter(context), tools.now())
  // Somebody else was faster: then there is none.
  if (!(await tools.store.connections.remove(organizationId, connectionId, [event])))
    await getConnection(organizationId, connectionId, tools)
}
