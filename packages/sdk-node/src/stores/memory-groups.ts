import type { EventDraft } from '../model/event.ts'
import type { Group } from '../model/group.ts'
import type { Groups } from '../ports/directory-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { toKey } from './memory-table.ts'

/**
 * Groups in memory, and who is in them.
 *
 * @param append takes what a write tells, in the same step.
 */
export function memoryGroups(
  { users, groups, members, forgetGroup }: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
): Groups {
  const find = (organizationId: string, groupId: string): Group | null => {
    const group = groups.get(groupId)
    return group?.organizationId === organizationId ? group : null
  }
  const write = async (allowed: boolean, apply: () => void, events: readonly EventDraft[] = []): Promise<boolean> => {
    if (!allowed) return false
    apply()
    append(events)
    return true
  }
  return Object.freeze({
    find: async (organizationId, groupId) => find(organizationId, groupId),
    findByName: async (organizationId, connectionId, name) =>
      groups.findBy(toKey(organizationId, connectionId, 'name', name)),
    list: async ({ organizationId, after = '', limit }) =>
      groups.list((group) => group.organizationId === organizationId && group.id > after).slice(0, limit),
    insert: async (group, events) =>
      write(groups.get(group.id) === null && groups.isFree(group), () => groups.put(group), events),
    replace: async (group, events) => {
      const stored = find(group.organizationId, group.id)
      return write(stored?.version === group.version - 1 && groups.isFree(group), () => groups.put(group), events)
    },
    remove: async (organizationId, groupId, events) =>
      write(find(organizationId, groupId) !== null, () => forgetGroup(groupId), events),
    listOfUsers: async (userIds) =>
      [...new Set(userIds)]
        .toSorted()
        .flatMap((userId) => [...members.leftOf(userId)].map((id) => ({ userId, group: groups.get(id) })))
        .filter((one): one is { userId: string; group: Group } => one.group !== null)
        .toSorted((one, other) => Number(one.group.id > other.group.id) - Number(one.group.id < other.group.id)),
    listMembers: async ({ groupId, after = '', limit }) =>
      [...members.rightOf(groupId)]
        .filter((userId) => userId > after)
        .toSorted()
        .slice(0, limit),
    countMembers: async (groupId) => members.rightOf(groupId).size,
    change: async ({ add, remove }, events) =>
      write(
        add.every(({ groupId, userId }) => groups.get(groupId) !== null && users.get(userId) !== null),
        () => {
          for (const { groupId, userId } of remove) members.delete(groupId, userId)
          for (const { groupId, userId } of add) members.add(groupId, userId)
        },
        events,
      ),
  } satisfies Groups)
}
