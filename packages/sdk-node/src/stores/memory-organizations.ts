import type { EventDraft } from '../model/event.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { OrganizationStore } from '../ports/organization-store.ts'
import type { Written } from './written.ts'

/** What goes with a write, in the same step. */
export type Commit = (written: readonly Written[], events: readonly EventDraft[] | undefined) => void

/** Organizations in memory. */
export interface MemoryOrganizations extends OrganizationStore {
  readonly has: (organizationId: string) => boolean
}

/** @param forget forgets what belongs to an organization, and says what instances keep of it. */
export function memoryOrganizations(
  commit: Commit,
  forget: (organizationId: string) => readonly Written[],
): MemoryOrganizations {
  const byId = new Map<string, OrganizationRecord>()
  const isOrphan = ({ parentId }: OrganizationRecord): boolean => parentId !== null && !byId.has(parentId)
  const put = (organization: OrganizationRecord, events: readonly EventDraft[] | undefined): true => {
    byId.set(organization.id, organization)
    commit([toWritten(organization.id)], events)
    return true
  }
  return Object.freeze({
    has: (organizationId) => byId.has(organizationId),
    find: async (organizationId) => byId.get(organizationId) ?? null,
    list: async ({ parentId, after, limit }) =>
      [...byId.values()]
        .filter(
          (one) => (parentId === undefined || one.parentId === parentId) && (after === undefined || one.id > after),
        )
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    insert: async (organization, events) =>
      !byId.has(organization.id) && !isOrphan(organization) && put(organization, events),
    replace: async (organization, events) =>
      byId.get(organization.id)?.version === organization.version - 1 &&
      !isOrphan(organization) &&
      put(organization, events),
    remove: async (organizationId, events) => {
      const isParent = [...byId.values()].some(({ parentId }) => parentId === organizationId)
      if (isParent || !byId.delete(organizationId)) return false
      commit([...forget(organizationId), toWritten(organizationId)], events)
      return true
    },
  } satisfies MemoryOrganizations)
}

const toWritten = (id: string): Written => ({ kind: 'organization', key: id, organizationId: id })
