import type { EventDraft } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import { memoryChanges } from './memory-changes.ts'
import { memoryConnections, type MemoryConnections } from './memory-connections.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { memoryDomains } from './memory-domains.ts'
import { memoryOrganizations, type Commit } from './memory-organizations.ts'

/** Customers in memory. */
export interface MemoryCustomers extends Pick<Store, 'organizations' | 'domains' | 'connections' | 'changes'> {
  /** Without an await, as a part of writing what belongs to a connection. */
  readonly hasConnection: MemoryConnections['hasConnection']
}

/**
 * Organizations with their domains and connections, in memory, and what changed of them.
 *
 * @param append takes what a write tells, in the same step.
 * @param forgetEndpointsOf forgets who is told what happens in an organization.
 */
export function memoryCustomers(
  directory: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
  forgetEndpointsOf: (organizationId: string) => void,
): MemoryCustomers {
  const { recordNow, ...changes } = memoryChanges()
  const commit: Commit = (written, events = []) => {
    append(events)
    recordNow(written)
  }
  const isThere = (organizationId: string): boolean => has(organizationId)
  const { forgetAllOf: forgetDomains, ...domains } = memoryDomains(commit, isThere)
  const {
    forgetAllOf: forgetConnections,
    hasConnection,
    ...connections
  } = memoryConnections(commit, isThere, directory.forgetConnection)
  const { has, ...organizations } = memoryOrganizations(commit, (organizationId) => {
    directory.forgetOrganization(organizationId)
    forgetEndpointsOf(organizationId)
    return [...forgetDomains(organizationId), ...forgetConnections(organizationId)]
  })
  return {
    hasConnection,
    organizations: Object.freeze(organizations),
    domains: Object.freeze(domains),
    connections: Object.freeze(connections),
    changes: Object.freeze(changes),
  }
}
