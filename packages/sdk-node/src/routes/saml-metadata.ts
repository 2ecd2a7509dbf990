import { xml } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import { createSpMetadata } from '../saml/sp-metadata.ts'
import type { Kit, Visit } from './kit.ts'
import { replyUrl } from './urls.ts'

/**
 * GET /saml/:connection/metadata: what the customer's administrator feeds to the IdP. It needs nothing of theirs, nor an active
 * connection: somebody has to begin.
 */
export async function samlMetadata(visit: Visit, kit: Kit): Promise<Response> {
  const id = visit.params['connection'] ?? ''
  const connection = await kit.connections.findServiceProvider(id)
  if (connection === null)
    throw new AuthError('CONNECTION_NOT_FOUND', `no SAML connection has the id '${id.slice(0, 80)}'`)
  const document = await createSpMetadata(connection, { acsUrl: replyUrl(kit.config, connection) })
  return xml(document, 'application/samlmetadata+xml')
}
