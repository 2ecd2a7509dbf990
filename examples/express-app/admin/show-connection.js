import { connectionPage } from '../views/admin/connection-page.js'
import { newConnectionPage } from '../views/admin/new-connection-page.js'

/** The one that was asked for, or the first. */
export async function showConnection(call, { id }) {
  const { auth, organizationId } = call
  const connections = await auth.connections.list(organizationId)
  const connection = id ? await auth.connections.get(organizationId, id) : connections[0]
  if (connection === undefined) return newConnectionPage(call)
  const [guide, baseUrl, tokens] = await Promise.all([
    auth.connections.guide(organizationId, connection.id),
    auth.scim.baseUrl(),
    auth.scim.listTokens(organizationId, connection.id),
  ])
  return connectionPage(call, { connection, connections, guide, scim: { baseUrl, tokens } })
}
