import type { EventDraft } from '../model/event.ts'
import type { RoleMapping } from '../model/group.ts'
import type { RoleMappings } from '../ports/directory-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'

/**
 * Role mappings in memory.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryRoleMappings(
  { groups, mappings }: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
): RoleMappings {
  return Object.freeze({
    list: async (id) =>
      [...mappings.values()]
        .filter(({ organizationId }) => organizationId === id)
        .toSorted((one: RoleMapping, other: RoleMapping) => (one.groupId < other.groupId ? -1 : 1)),
    put: async (mapping, events = []) => {
      if (groups.get(mapping.groupId)?.organizationId !== mapping.organizationId) return false
      mappings.set(mapping.groupId, mapping)
      append(events)
      return true
    },
    remove: async (organizationId, groupId, events = []) => {
      if (mappings.get(groupId)?.organizationId !== organizationId) return false
      mappings.delete(groupId)
      append(events)
      return true
    },
  } satisfies RoleMappings)
}
