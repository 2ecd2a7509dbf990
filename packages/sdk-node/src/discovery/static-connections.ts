import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { ConnectionSource, ConnectionSummary, Connections } from '../ports/connections.ts'

/** Everything is indexed once: a lookup is one read of a Map, with ten connections or a million. */
export function staticConnections(
  sources: readonly ConnectionSource[],
  defaultId: string | null,
  load: (source: Extract<ConnectionSource, { kind: 'metadata-url' }>) => Promise<Connection>,
): Connections {
  const byId = new Map<string, ConnectionSource>()
  const byDomain = new Map<string, ConnectionSummary[]>()
  const byOrganization = new Map<string, ConnectionSummary[]>()
  for (const source of sources) {
    const summary = summaryOf(source)
    byId.set(summary.id, source)
    if (summary.status !== 'active') continue
    push(byOrganization, summary.organization.id, summary)
    for (const domain of summary.domains) push(byDomain, domain, summary)
  }
  const defaultSource = defaultId === null ? undefined : byId.get(defaultId)
  return {
    find: async (id) => {
      const source = byId.get(id)
      if (source === undefined) return null
      return source.kind === 'ready' ? source.connection : load(source)
    },
    findByDomain: (domain) => byDomain.get(domain) ?? [],
    findByOrganization: (organizationId) => byOrganization.get(organizationId) ?? [],
    findServiceProvider: (id) => {
      const source = byId.get(id)
      if (source?.kind === 'metadata-url') return source.known
      return source?.connection.type === 'saml' ? source.connection : null
    },
    findSummary: (id) => {
      const source = byId.get(id)
      return source === undefined ? null : summaryOf(source)
    },
    findDefault: () => (defaultSource ? summaryOf(defaultSource) : null),
  }
}

/**
 * The active connection of that id.
 *
 * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE
 */
export async function getConnection(connections: Connections, id: string): Promise<Connection> {
  const connection = await connections.find(id)
  if (connection === null) throw new AuthError('CONNECTION_NOT_FOUND', `no connection has the id '${id.slice(0, 80)}'`)
  if (connection.status !== 'active')
    throw new AuthError('CONNECTION_INACTIVE', `connection '${id}' is ${connection.status}`)
  return connection
}

function summaryOf(source: ConnectionSource): ConnectionSummary {
  return source.kind === 'ready' ? source.connection : source.known
}

function push(index: Map<string, ConnectionSummary[]>, key: string, value: ConnectionSummary): void {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}
