import { xml } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import { createSpMetadata } from '../saml/sp-metadata.ts'
import type { Kit, Visit } from './kit.ts'
import { logoutReturnUrl, replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /saml/:connection/metadata: what the customer's administrator feeds to the IdP. It needs nothing of theirs, nor an active
 * connection: somebody has to begin.
 */
export async function samlMetadata(visit: Visit, kit: Kit): Promise<Answer> {
  const id = visit.params['connection'] ?? ''
  const connection = await kit.connections.findServiceProvider(id)
  if (connection === null)
    throw new AuthError('CONNECTION_NOT_FOUND', `no SAML connection has the id '${id.slice(0, 80)}'`)
  const acsUrl = replyUrl(kit.config, connection)
  // What we say when somebody signs out has to be signed.
  const sloUrl = connection.signingKey === null ? {} : { sloUrl: logoutReturnUrl(kit.config, connection) }
  const document = await createSpMetadata(connection, { acsUrl, ...sloUrl })
  return xml(document, 'application/samlmetadata+xml')
}
