import { AuthError } from '../model/auth-error.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import { changeConnection } from './change-connection.ts'
import { checkFaults } from './check-record.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { FoundConnection } from './get-connection.ts'
import { isRefreshed, takeMetadata } from './take-metadata.ts'

/** @throws AuthError as `ManageConnections.refreshMetadata` */
export async function refreshMetadata(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  return changeConnection(organizationId, connectionId, tools, async (before, organization) => {
    if (!isRefreshed(before))
      throw new AuthError('CONNECTION_CONFLICT', `connection '${before.id}': wanted one with metadataUrl, it has none`)
    const change = await takeMetadata(before, writer, tools)
    checkFaults(change.record, before, organization, tools)
    return change
  })
}
