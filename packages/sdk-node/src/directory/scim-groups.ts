import type { Group } from '../model/group.ts'
import type { ScimDirectory } from '../ports/scim-directory.ts'
import { createScimGroup } from './create-scim-group.ts'
import { removeGroup } from './remove-group.ts'
import { replaceScimGroup } from './replace-scim-group.ts'
import { isGroupOfRealm, type ScimRealm } from './scim-realm.ts'

/** The groups that one connection's SCIM client keeps. */
export function createScimGroups(realm: ScimRealm): ScimDirectory['groups'] {
  const { organizationId, connectionId } = realm
  const { groups } = realm.store
  const orNull = (group: Group | null): Group | null => (isGroupOfRealm(group, realm) ? group : null)
  return Object.freeze({
    find: async (groupId) => orNull(await groups.find(organizationId, groupId)),
    findByExternalId: async (externalId) =>
      orNull(await groups.findByExternalId(organizationId, connectionId, externalId)),
    listByDisplayName: async (name) => groups.listOfScimByName(connectionId, name),
    list: async (slice) => groups.listOfScim({ ...slice, connectionId }),
    count: async () => groups.countOfScim(connectionId),
    create: async (draft, memberIds) => createScimGroup(draft, memberIds, realm),
    replace: async (before, draft, members) => replaceScimGroup(before, draft, members, realm),
    remove: async (group) => removeGroup(group, realm, realm.writer),
    listMembers: async (groupId, slice) => groups.listMembers({ ...slice, groupId }),
    listInside: async (groupId, userIds) => groups.listInside(groupId, userIds),
  } satisfies ScimDirectory['groups'])
}
