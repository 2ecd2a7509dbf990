import { createOrderedId } from '../model/create-ordered-id.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { Group } from '../model/group.ts'
import type { ScimGroupDraft } from '../ports/scim-directory.ts'
import { checkScimConnection } from './check-scim-connection.ts'
import { checkScimGroupFree } from './check-scim-group-free.ts'
import { checkScimMembers } from './check-scim-members.ts'
import { followRoles } from './follow-roles.ts'
import { groupCreated, membersChanged } from './group-events.ts'
import { replaceScimGroup } from './replace-scim-group.ts'
import type { ScimRealm } from './scim-realm.ts'

/**
 * A new group with its people. One of that name that sign-ins or somebody by hand made for the connection is taken over: id and role
 * mapping stay, and exactly these people are in it.
 *
 * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID, SCIM_UNAUTHORIZED (the connection was removed meanwhile), WRITE_CONFLICT
 */
export async function createScimGroup(
  draft: ScimGroupDraft,
  memberIds: readonly string[],
  realm: ScimRealm,
): Promise<Group> {
  const members = [...new Set(memberIds)]
  await checkScimMembers(members, realm)
  return tryThrice('the group to be', async () => {
    const group = await insert(draft, members, realm)
    return group ?? adopt(draft, members, realm)
  })
}

async function insert(
  { name, externalId, attributes }: ScimGroupDraft,
  userIds: readonly string[],
  realm: ScimRealm,
): Promise<Group | null> {
  const { store, organizationId, connectionId, now, writer } = realm
  const at = now()
  const group: Group = {
    id: createOrderedId(at),
    organizationId,
    connectionId,
    externalId,
    name,
    source: 'scim',
    scimAttributes: attributes,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  const events = [groupCreated(group, writer), ...membersChanged('group.member_added', group, userIds, writer, at)]
  if (!(await store.groups.insert(group, events, userIds))) return null
  if (userIds.length > 0) await followRoles(organizationId, userIds, realm, writer)
  return group
}

async function adopt(draft: ScimGroupDraft, userIds: readonly string[], realm: ScimRealm): Promise<Group | null> {
  await checkScimConnection(realm)
  await checkScimMembers(userIds, realm)
  const { store, organizationId, connectionId } = realm
  const before = await store.groups.findByName(organizationId, connectionId, draft.name)
  if (before === null || before.source === 'scim') {
    await checkScimGroupFree({ id: '', name: draft.name, externalId: draft.externalId }, realm)
    return null
  }
  const kept = new Set(userIds)
  const gone = (await listAll(before, realm)).filter((userId) => !kept.has(userId))
  return replaceScimGroup(before, draft, { add: userIds, remove: gone }, realm)
}

async function listAll({ id }: Group, { store: { groups } }: ScimRealm): Promise<readonly string[]> {
  return groups.listMembers({ groupId: id, limit: await groups.countMembers(id) })
}
