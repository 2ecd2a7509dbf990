import { getConnection } from '../discovery/static-connections.ts'
import { xml } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import { createSpMetadata } from '../saml/sp-metadata.ts'
import type { Kit, Visit } from './kit.ts'
import { replyUrl } from './urls.ts'

/** GET /saml/:connection/metadata: what the customer's administrator feeds to the IdP. */
export async function samlMetadata(visit: Visit, kit: Kit): Promise<Response> {
  const connection = await getConnection(kit.connections, visit.params['connection'] ?? '')
  if (connection.type !== 'saml')
    throw new AuthError('CONNECTION_NOT_FOUND', `connection '${connection.id}' is ${connection.type}, wanted saml`)
  const document = await createSpMetadata(connection, { acsUrl: replyUrl(kit.config, connection) })
  return xml(document, 'application/samlmetadata+xml')
}
