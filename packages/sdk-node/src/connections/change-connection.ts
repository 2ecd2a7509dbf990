import type { ConnectionRecord } from '../model/connection-record.ts'
import type { EventDraft } from '../model/event.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { getConnection, type FoundConnection } from './get-connection.ts'
import { settleRecord } from './settle-record.ts'

/** What is written, and what is told of it. */
export interface ConnectionChange {
  readonly record: ConnectionRecord
  readonly events: readonly EventDraft[]
}

/** Null: nothing changes. It may be asked again, of a newer record. */
export type Change = (
  record: ConnectionRecord,
  organization: OrganizationRecord,
) => ConnectionChange | null | Promise<ConnectionChange | null>

/**
 * Reads, changes, writes; again when somebody else was faster.
 *
 * @returns what is stored then.
 * @throws AuthError CONNECTION_NOT_FOUND, WRITE_CONFLICT, and what `change` throws
 */
export async function changeConnection(
  organizationId: string,
  connectionId: string,
  tools: ConnectionTools,
  change: Change,
): Promise<FoundConnection> {
  return tryThrice(`connection '${connectionId}'`, async () => {
    const found = await getConnection(organizationId, connectionId, tools)
    const changed = await change(found.record, found.organization)
    if (changed === null) return found
    const record = settleRecord(changed.record, found.record, tools)
    return (await tools.store.connections.replace(record, changed.events)) ? { ...found, record } : null
  })
}
