import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { ReadRecord } from '../ports/connections.ts'
import type { FoundConnection } from './get-connection.ts'

/** The connection of a record, whatever its state. @throws AuthError CONNECTION_INVALID when it is not complete */
export function getTestable({ record, organization }: FoundConnection, readRecord: ReadRecord): Connection {
  const { id, name } = organization
  const { connection, problems } = readRecord(record, { id, name })
  if (connection !== null) return connection
  throw new AuthError('CONNECTION_INVALID', `connection '${record.id}' cannot be tested yet: ${problems.join('; ')}`)
}
