import type { Connections, ConnectionSummary } from '../ports/connections.ts'
import type { StaticConnections } from './static-connections.ts'
import type { StoredConnections } from './stored-connections.ts'

/** Both kinds as one. Those of the options come first: they need no question, and whoever wrote them runs the app. */
export function joinConnections(fixed: StaticConnections, stored: StoredConnections): Connections {
  const of = (id: string): StaticConnections | StoredConnections => (fixed.has(id) ? fixed : stored)
  return Object.freeze({
    find: (id) => of(id).find(id),
    findFresh: (id) => of(id).findFresh(id),
    findServiceProvider: (id) => of(id).findServiceProvider(id),
    findSummary: (id) => of(id).findSummary(id),
    findByDomain: (domain) => (fixed.findOwner(domain) === null ? stored : fixed).findByDomain(domain),
    findByOrganization: async (organizationId): Promise<readonly ConnectionSummary[]> => {
      const [ours, theirs] = await Promise.all([
        fixed.findByOrganization(organizationId),
        stored.findByOrganization(organizationId),
      ])
      return [...ours, ...theirs.filter(({ id }) => !fixed.has(id))]
    },
    findDefault: fixed.findDefault,
    mayVouchFor: async (connection, domain) => {
      if (fixed.has(connection.id)) return fixed.mayVouchFor(connection, domain)
      const owner = fixed.findOwner(domain)
      // The domain leads to that organization's connections: nobody else's may say who its people are.
      if (owner !== null && owner !== connection.organization.id && !connection.anyDomain) return false
      return stored.mayVouchFor(connection, domain)
    },
    allowsPassword: (domain) => (fixed.findOwner(domain) === null ? stored : fixed).allowsPassword(domain),
    // An organization of the options may have its record in the store.
    findPolicy: stored.findPolicy,
  } satisfies Connections)
}
