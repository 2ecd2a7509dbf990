import { getTestable } from '../connections/get-testable.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Kit } from './kit.ts'

/** A connection of the store, whatever its state, as it is now. */
export interface Testable {
  readonly record: ConnectionRecord
  readonly connection: Connection
}

/** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INVALID when it is not complete */
export async function loadTestable(connectionId: string, kit: Kit): Promise<Testable> {
  const record = await kit.store.connections.find(connectionId)
  const organization = record && (await kit.store.organizations.find(record.organizationId))
  if (record === null || organization === null)
    throw new AuthError('CONNECTION_NOT_FOUND', `no connection of the store has the id '${connectionId.slice(0, 80)}'`)
  return { record, connection: getTestable({ record, organization }, await kit.readRecord()) }
}
