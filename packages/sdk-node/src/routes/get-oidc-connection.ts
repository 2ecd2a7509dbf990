import { getConnection } from '../discovery/get-connection.ts'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import type { Kit, Visit } from './kit.ts'

/**
 * The connection that the URL is for, as the store has it now.
 *
 * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, LOGIN_CONNECTION_MISMATCH
 */
export async function getOidcConnection({ params }: Visit, { connections }: Kit): Promise<OidcConnection> {
  const id = params['connection'] ?? ''
  const connection = await getConnection(connections.findFresh, id)
  if (connection.type === 'oidc') return connection
  throw new AuthError('LOGIN_CONNECTION_MISMATCH', `the URL is for oidc, connection '${id}' is ${connection.type}`)
}
