import type { EventDraft } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import { memoryChanges } from './memory-changes.ts'
import { memoryConnections } from './memory-connections.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { memoryDomains } from './memory-domains.ts'
import { memoryOrganizations, type Commit } from './memory-organizations.ts'

/**
 * Organizations with their domains and connections, in memory, and what changed of them.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryCustomers(
  directory: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
): Pick<Store, 'organizations' | 'domains' | 'connections' | 'changes'> {
  const { recordNow, ...changes } = memoryChanges()
  const commit: Commit = (written, events = []) => {
    append(events)
    recordNow(written)
  }
  const isThere = (organizationId: string): boolean => has(organizationId)
  const { forgetAllOf: forgetDomains, ...domains } = memoryDomains(commit, isThere)
  const { forgetAllOf: forgetConnections, ...connections } = memoryConnections(
    commit,
    isThere,
    directory.forgetConnection,
  )
  const { has, ...organizations } = memoryOrganizations(commit, (organizationId) => {
    directory.forgetOrganization(organizationId)
    return [...forgetDomains(organizationId), ...forgetConnections(organizationId)]
  })
  return {
    organizations: Object.freeze(organizations),
    domains: Object.freeze(domains),
    connections: Object.freeze(connections),
    changes: Object.freeze(changes),
  }
}
