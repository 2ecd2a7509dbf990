import type { EventDraft } from '../model/event.ts'
import type { RoleMappings } from '../ports/directory-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { sets } from './memory-keys.ts'

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
    list: async (organizationId) =>
      mappings.list({ of: sets.organization(organizationId) }).map(({ mapping }) => mapping),
    put: async (mapping, events = []) => {
      if (groups.get(mapping.groupId)?.organizationId !== mapping.organizationId) return false
      mappings.put({ id: mapping.groupId, mapping })
      append(events)
      return true
    },
    remove: async (organizationId, groupId, events = []) => {
      if (mappings.get(groupId)?.mapping.organizationId !== organizationId) return false
      mappings.delete(groupId)
      append(events)
      return true
    },
  } satisfies RoleMappings)
}
