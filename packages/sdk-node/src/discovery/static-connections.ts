import { noPolicy } from '../model/authentication-policy.ts'
import type { Connection } from '../model/connection.ts'
import type { ConnectionSource, ConnectionSummary, Connections } from '../ports/connections.ts'

/** The connections of the options. */
export interface StaticConnections extends Connections {
  readonly has: (id: string) => boolean
  /** Organization of the active connections that serve a domain; null when there are none. */
  readonly findOwner: (domain: string) => string | null
  /** Every domain that an active connection serves. */
  readonly domains: readonly string[]
}

type LoadMetadata = (source: Extract<ConnectionSource, { kind: 'metadata-url' }>) => Promise<Connection>

const none: readonly ConnectionSummary[] = Object.freeze([])

/** Everything is indexed once: a lookup is one read of a Map. */
export function staticConnections(
  sources: readonly ConnectionSource[],
  defaultId: string | null,
  load: LoadMetadata,
): StaticConnections {
  const { byId, byDomain, byOrganization } = indexSources(sources)
  const find = async (id: string): Promise<Connection | null> => {
    const source = byId.get(id)
    if (source === undefined) return null
    return source.kind === 'ready' ? source.connection : load(source)
  }
  const findSummary = async (id: string): Promise<ConnectionSummary | null> => {
    const source = byId.get(id)
    return source === undefined ? null : knownOf(source)
  }
  return Object.freeze({
    has: (id) => byId.has(id),
    findOwner: (domain) => byDomain.get(domain)?.[0]?.organization.id ?? null,
    domains: [...byDomain.keys()],
    find,
    findFresh: find,
    findByDomain: async (domain) => byDomain.get(domain) ?? none,
    findByOrganization: async (organizationId) => byOrganization.get(organizationId) ?? none,
    findServiceProvider: async (id) => {
      const source = byId.get(id)
      const known = source === undefined ? null : knownOf(source)
      return known?.type === 'saml' ? known : null
    },
    findSummary,
    findDefault: async () => (defaultId === null ? null : findSummary(defaultId)),
    mayVouchFor: async ({ anyDomain, domains }, domain) => anyDomain || domains.includes(domain),
    allowsPassword: async () => true,
    // Options have none.
    findPolicy: async () => noPolicy,
  } satisfies StaticConnections)
}

interface Indexes {
  readonly byId: ReadonlyMap<string, ConnectionSource>
  readonly byDomain: ReadonlyMap<string, readonly ConnectionSummary[]>
  readonly byOrganization: ReadonlyMap<string, readonly ConnectionSummary[]>
}

function indexSources(sources: readonly ConnectionSource[]): Indexes {
  const byId = new Map<string, ConnectionSource>()
  const byDomain = new Map<string, ConnectionSummary[]>()
  const byOrganization = new Map<string, ConnectionSummary[]>()
  for (const source of sources) {
    const known = knownOf(source)
    byId.set(known.id, source)
    if (known.status !== 'active') continue
    push(byOrganization, known.organization.id, known)
    for (const domain of known.domains) push(byDomain, domain, known)
  }
  return { byId, byDomain, byOrganization }
}

function knownOf(source: ConnectionSource): Connection {
  return source.kind === 'ready' ? source.connection : source.known
}

function push(index: Map<string, ConnectionSummary[]>, key: string, value: ConnectionSummary): void {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}
