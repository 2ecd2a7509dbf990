import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import { draftSuccess } from '../model/draft-event.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import { changeConnection } from './change-connection.ts'
import { checkIssuer } from './check-issuer.ts'
import { frameOf } from './connection-events.ts'
import { connectionInvalid } from './connection-invalid.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { FoundConnection } from './get-connection.ts'
import { listLacks } from './list-lacks.ts'

/** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INVALID, CONNECTION_CONFLICT, OIDC_DISCOVERY_FAILED, WRITE_CONFLICT */
export async function activateConnection(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  return changeConnection(organizationId, connectionId, tools, async (before, organization) => {
    if (before.status === 'active') throw wrongStatus(before, 'one that is not active')
    const lacks = listLacks(before, organization, tools)
    if (lacks.length > 0) throw connectionInvalid(`connection '${before.id}' is not complete: ${lacks.join('; ')}`)
    await checkIssuer(before, null, tools)
    const data = {
      old: { status: before.status },
      new: { status: 'active' as const },
      tested: before.lastTest?.outcome === 'passed',
    }
    const frame = frameOf(before, writer, tools.now())
    const event = draftSuccess({ type: 'connection.activated', ...frame, data }, writer.origin)
    return { record: { ...before, status: 'active' }, events: [event] }
  })
}

/** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT, WRITE_CONFLICT */
export async function deactivateConnection(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  return changeConnection(organizationId, connectionId, tools, (before) => {
    if (before.status !== 'active') throw wrongStatus(before, 'an active one')
    const data = { old: { status: before.status }, new: { status: 'inactive' as const } }
    const frame = frameOf(before, writer, tools.now())
    const event = draftSuccess({ type: 'connection.deactivated', ...frame, data }, writer.origin)
    return { record: { ...before, status: 'inactive' }, events: [event] }
  })
}

function wrongStatus({ id, status }: ConnectionRecord, wanted: string): AuthError {
  return new AuthError('CONNECTION_CONFLICT', `connection '${id}': wanted ${wanted}, it is '${status}'`)
}
