import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { isInFamily } from './families.ts'
import { findMainOrganization } from './find-main-organization.ts'
import { getOwnGroup } from './get-group.ts'
import { userNotFound } from './get-user.ts'
import { membersChanged } from './group-events.ts'
import { invalid } from './parse-values.ts'
import { loadRules } from './reconcile-family.ts'
import { noFindings, settleRoles } from './settle-roles.ts'
import { toRoleWriter } from './write-role.ts'

interface Options {
  readonly store: Store
  readonly now: () => Date
}

type RoleStore = Pick<Store, 'users' | 'groups' | 'roleMappings' | 'organizations'>

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
  const held = await store.groups.listOfUsers(userIds)
  const inside = new Set(held.flatMap((one) => (one.group.id === group.id ? [one.userId] : [])))
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

/**
 * Gives people the roles their groups give now.
 *
 * @throws AuthError WRITE_CONFLICT when others kept writing the same person: said again, the rest is done.
 */
export async function followRoles(
  organizationId: string,
  userIds: readonly string[],
  { store, now }: Omit<Options, 'store'> & { readonly store: RoleStore },
  writer: Writer,
): Promise<void> {
  const main = await findMainOrganization(store.organizations, organizationId)
  const rules = await loadRules(store, { main })
  const found = noFindings()
  const users = await findUsers(userIds, store)
  await settleRoles(users, { store, rules, now, write: toRoleWriter(store.users, writer) }, found)
  const unsettled = [...found.skipped].find(([, reason]) => reason === 'WRITE_CONFLICT')
  if (unsettled !== undefined)
    throw new AuthError(
      'WRITE_CONFLICT',
      `user ${unsettled[0]}: wanted to write the role, somebody else wrote every time`,
    )
}

/** @throws AuthError USER_NOT_FOUND, REQUEST_INVALID for a group: they are never nested */
async function checkMembers({ organizationId }: Group, userIds: readonly string[], store: Store): Promise<void> {
  const users = new Map((await findUsers(userIds, store)).map((user) => [user.id, user]))
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

async function findUsers(userIds: readonly string[], { users }: Pick<Store, 'users'>): Promise<readonly User[]> {
  const found = await Promise.all(userIds.map(async (userId) => users.findAnywhere(userId)))
  return found.filter((user) => user !== null)
}
