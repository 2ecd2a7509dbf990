import type { Domain } from '../model/domain.ts'
import type { EventDraft } from '../model/event.ts'
import type { DomainStore } from '../ports/organization-store.ts'
import type { Commit } from './memory-organizations.ts'
import { createVerifiedNames } from './verified-names.ts'
import type { Written } from './written.ts'

/** Domains in memory. */
export interface MemoryDomains extends DomainStore {
  /** Without an await, as a part of removing the organization. */
  readonly forgetAllOf: (organizationId: string) => readonly Written[]
}

/** Domains in maps: per organization, and the verified ones by their name. */
export function memoryDomains(commit: Commit, hasOrganization: (organizationId: string) => boolean): MemoryDomains {
  const byOrganization = new Map<string, Map<string, Domain>>()
  const verified = createVerifiedNames()
  const found = (organizationId: string, name: string): Domain | null =>
    byOrganization.get(organizationId)?.get(name) ?? null
  const put = (domain: Domain, events: readonly EventDraft[] | undefined): boolean => {
    const holder = verified.find(domain.name)
    if (domain.status === 'verified' && holder !== null && holder.organizationId !== domain.organizationId) return false
    const domains = byOrganization.get(domain.organizationId) ?? new Map<string, Domain>()
    byOrganization.set(domain.organizationId, domains.set(domain.name, domain))
    if (domain.status === 'verified') verified.put(domain)
    else if (holder?.organizationId === domain.organizationId) verified.remove(domain.name)
    commit([toWritten(domain)], events)
    return true
  }
  const forget = (domain: Domain): Written => {
    byOrganization.get(domain.organizationId)?.delete(domain.name)
    if (domain.status === 'verified') verified.remove(domain.name)
    return toWritten(domain)
  }
  return Object.freeze({
    forgetAllOf: (organizationId) => {
      const written = [...(byOrganization.get(organizationId)?.values() ?? [])].map(forget)
      byOrganization.delete(organizationId)
      return written
    },
    find: async (organizationId, name) => found(organizationId, name),
    list: async (organizationId) =>
      [...(byOrganization.get(organizationId)?.values() ?? [])].toSorted((one, other) =>
        one.name < other.name ? -1 : 1,
      ),
    findVerified: async (names) => [...new Set(names)].flatMap((name) => verified.find(name) ?? []),
    listVerified: async ({ after, limit }) => verified.list(after, limit),
    countVerified: async () => verified.count(),
    insert: async (domain, events) =>
      hasOrganization(domain.organizationId) &&
      found(domain.organizationId, domain.name) === null &&
      put(domain, events),
    replace: async (domain, events) =>
      found(domain.organizationId, domain.name)?.version === domain.version - 1 && put(domain, events),
    remove: async (organizationId, name, events) => {
      const domain = found(organizationId, name)
      if (domain === null) return false
      commit([forget(domain)], events)
      return true
    },
  } satisfies MemoryDomains)
}

const toWritten = ({ name, organizationId }: Domain): Written => ({ kind: 'domain', key: name, organizationId })
