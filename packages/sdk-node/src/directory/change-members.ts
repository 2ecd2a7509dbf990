import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { isInFamily } from './families.ts'
import { followRoles } from './follow-roles.ts'
import { getOwnGroup } from './get-group.ts'
import { userNotFound } from './get-user.ts'
import { membersChanged } from './group-events.ts'
import { invalid } from './parse-values.ts'

interface Options {
  readonly store: Store
  readonly now: () => Date
}

/**
 * Adds people to a group or takes them out, all of them or none, and gives them the roles that follow. Said again after a crash in
 * between, it does what is left.
 *
 * @throws AuthError USER_NOT_FOUND, REQUEST_INVALID, GROUP_NOT_FOUND, WRITE_CONFLICT
 */
export async function changeMembers(
  kind: 'add' | 'remove',
  group: Group,
  userIds: readonly string[],
  options: Options,
  writer: Writer,
): Promise<void> {
  const { store, now } = options
  await checkMembers(group, userIds, store)
  const inside = new Set(await store.groups.listInside(group.id, userIds))
  const changed = userIds.filter((userId) => inside.has(userId) === (kind === 'remove'))
  const memberships = changed.map((userId) => ({ groupId: group.id, userId }))
  const change = { add: [], remove: [], [kind]: memberships }
  const type = kind === 'add' ? 'group.member_added' : 'group.member_removed'
  const events = membersChanged(type, group, changed, writer, now())
  if (changed.length > 0 && !(await store.groups.change(change, events))) {
    await getOwnGroup(store.groups, group.organizationId, group.id)
    await checkMembers(group, userIds, store)
    throw new AuthError(
      'WRITE_CONFLICT',
      `group ${group.id}: wanted it as it was read, somebody else wrote at the same time`,
    )
  }
  await followRoles(group.organizationId, userIds, options, writer)
}

/** @throws AuthError USER_NOT_FOUND, REQUEST_INVALID for a group: they are never nested */
async function checkMembers({ organizationId }: Group, userIds: readonly string[], store: Store): Promise<void> {
  const users = new Map((await store.users.findMany(userIds)).map((user) => [user.id, user]))
  const inFamily = new Map<string, boolean>()
  for (const userId of userIds) {
    const home = users.get(userId)?.organizationId
    if (home !== undefined && !inFamily.has(home)) inFamily.set(home, await isInFamily(store, organizationId, home))
    if (home !== undefined && inFamily.get(home) === true) continue
    if ((await store.groups.find(organizationId, userId)) !== null)
      throw invalid('userIds', 'people (groups are never nested)', userId)
    throw userNotFound(organizationId, userId)
  }
}
