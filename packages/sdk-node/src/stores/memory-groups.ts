import type { EventDraft } from '../model/event.ts'
import type { Group } from '../model/group.ts'
import type { Groups } from '../ports/directory-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { sets } from './memory-keys.ts'
import { toKey } from './memory-table.ts'

type GroupVerb = 'insert' | 'replace' | 'remove' | 'change' | 'amend'

/**
 * Groups in memory, and who is in them.
 *
 * @param append takes what a write tells, in the same step.
 * @param hasConnection whether that connection is in the store: without it there is no SCIM client.
 */
export function memoryGroups(
  directory: MemoryDirectory,
  append: (events: readonly EventDraft[]) => void,
  hasConnection: (connectionId: string) => boolean,
): Groups {
  const write: Write = async (allowed, apply, events = []) => {
    if (!allowed) return false
    apply()
    append(events)
    return true
  }
  return Object.freeze({
    ...readGroups(directory),
    ...writeGroups(directory, write, hasConnection),
  } satisfies Groups)
}

type Write = (allowed: boolean, apply: () => void, events: readonly EventDraft[] | undefined) => Promise<boolean>

function findIn({ groups }: MemoryDirectory, organizationId: string, groupId: string): Group | null {
  const group = groups.get(groupId)
  return group?.organizationId === organizationId ? group : null
}

function readGroups(directory: MemoryDirectory): Omit<Groups, GroupVerb> {
  const { groups, members } = directory
  return {
    find: async (organizationId, groupId) => findIn(directory, organizationId, groupId),
    findByName: async (organizationId, connectionId, name) =>
      groups.findBy(toKey(organizationId, connectionId, 'name', name)),
    findByExternalId: async (organizationId, connectionId, externalId) =>
      groups.findBy(toKey(organizationId, connectionId, 'external id', externalId)),
    list: async ({ organizationId, ...page }) => groups.list({ of: sets.organization(organizationId), ...page }),
    listOfScim: async ({ connectionId, ...page }) => groups.list({ of: sets.scim(connectionId), ...page }),
    listOfScimByName: async (connectionId, name) => groups.list({ of: sets.scimName(connectionId, name) }),
    countOfScim: async (connectionId) => groups.count(sets.scim(connectionId)),
    listOfUsers: async (userIds) => {
      const found: { readonly userId: string; readonly group: Group }[] = []
      for (const userId of [...new Set(userIds)].toSorted())
        for (const groupId of members.leftOf(userId).from()) {
          const group = groups.get(groupId)
          if (group !== null) found.push({ userId, group })
        }
      return found
    },
    listMembers: async ({ groupId, after, limit }) => take(members.rightOf(groupId).from(after), limit),
    countMembers: async (groupId) => members.rightOf(groupId).size,
    listInside: async (groupId, userIds) => {
      const inside = members.rightOf(groupId)
      return [...new Set(userIds)].filter((userId) => inside.has(userId))
    },
  }
}

function writeGroups(
  directory: MemoryDirectory,
  write: Write,
  hasConnection: (connectionId: string) => boolean,
): Pick<Groups, GroupVerb> {
  const { users, groups, members, forgetGroup } = directory
  const isAllowed = (group: Group): boolean =>
    groups.isFree(group) && (group.source !== 'scim' || hasConnection(group.connectionId ?? ''))
  const isNext = ({ organizationId, id, version }: Group): boolean =>
    findIn(directory, organizationId, id)?.version === version - 1
  return {
    insert: async (group, events, memberIds = []) =>
      write(
        groups.get(group.id) === null && isAllowed(group) && memberIds.every((userId) => users.get(userId) !== null),
        () => {
          groups.put(group)
          for (const userId of memberIds) members.add(group.id, userId)
        },
        events,
      ),
    replace: async (group, events) => write(isNext(group) && isAllowed(group), () => groups.put(group), events),
    amend: async (group, { add, remove }, events) =>
      write(
        isNext(group) && isAllowed(group) && add.every((userId) => users.get(userId) !== null),
        () => {
          groups.put(group)
          for (const userId of remove) members.delete(group.id, userId)
          for (const userId of add) members.add(group.id, userId)
        },
        events,
      ),
    remove: async (organizationId, groupId, events) =>
      write(findIn(directory, organizationId, groupId) !== null, () => forgetGroup(groupId), events),
    change: async ({ add, remove }, events) =>
      write(
        add.every(({ groupId, userId }) => groups.get(groupId) !== null && users.get(userId) !== null),
        () => {
          for (const { groupId, userId } of remove) members.delete(groupId, userId)
          for (const { groupId, userId } of add) members.add(groupId, userId)
        },
        events,
      ),
  }
}

function take(ids: Iterable<string>, limit: number): readonly string[] {
  const taken: string[] = []
  if (limit <= 0) return taken
  for (const id of ids) if (taken.push(id) >= limit) break
  return taken
}
