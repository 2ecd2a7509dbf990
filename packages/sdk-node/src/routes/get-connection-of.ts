import { getConnection } from '../discovery/get-connection.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Kit } from './kit.ts'

/**
 * The connection that a URL of one protocol is for, as the store has it now.
 *
 * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, LOGIN_CONNECTION_MISMATCH
 */
export async function getConnectionOf<T extends Connection['type']>(
  type: T,
  id: string,
  { connections }: Pick<Kit, 'connections'>,
): Promise<Extract<Connection, { readonly type: T }>> {
  const connection = await getConnection(connections.findFresh, id)
  if (isOf(connection, type)) return connection
  throw new AuthError('LOGIN_CONNECTION_MISMATCH', `the URL is for ${type}, connection '${id}' is ${connection.type}`)
}

function isOf<T extends Connection['type']>(
  connection: Connection,
  type: T,
): connection is Extract<Connection, { readonly type: T }> {
  return connection.type === type
}
