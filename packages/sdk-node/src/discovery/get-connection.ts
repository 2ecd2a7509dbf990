import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Connections } from '../ports/connections.ts'

/**
 * The active connection of that id.
 *
 * @param find `findFresh` for replies of identity providers.
 * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, CONNECTION_INVALID
 */
export async function getConnection(find: Connections['find'], id: string): Promise<Connection> {
  const connection = await find(id)
  if (connection === null) throw new AuthError('CONNECTION_NOT_FOUND', `no connection has the id '${id.slice(0, 80)}'`)
  if (connection.status !== 'active')
    throw new AuthError('CONNECTION_INACTIVE', `connection '${id}' is ${connection.status}`)
  return connection
}
