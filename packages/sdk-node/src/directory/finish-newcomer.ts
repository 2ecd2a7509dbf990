import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Visit } from './admission-visit.ts'
import type { Admitted } from './admission.ts'
import { hasChanges, joinGroups } from './apply-plan.ts'
import { followRoles } from './follow-roles.ts'
import { isStill } from './is-still.ts'
import type { GroupPlan } from './plan-groups.ts'
import { userDeleted } from './user-events.ts'

/**
 * What is left to do once somebody new is written: their groups, and a look at what others did between that and the reading of
 * what it rests on. That they came in is written down already.
 *
 * @throws AuthError WRITE_CONFLICT, ORGANIZATION_NOT_FOUND, USER_INACTIVE
 */
export async function finishNewcomer(admitted: Admitted, plan: GroupPlan, visit: Visit): Promise<Admitted> {
  const { user } = admitted
  await checkOrganizationStays(user, plan.groups, visit)
  if (!hasChanges(plan)) return admitted
  await joinGroups(user.id, plan, visit)
  return (await isStill(user, visit)) ? admitted : settleRole(admitted, visit)
}

/** Removing an organization forgets its people; somebody whom it has not met would be there when one of that id is made again. */
async function checkOrganizationStays(user: User, groups: readonly Group[], visit: Visit): Promise<void> {
  const { store, family, now } = visit
  if (!family.isRecorded || (await store.organizations.find(user.organizationId)) !== null) return
  await store.users.remove(user.organizationId, user.id, [userDeleted(user, toWriter(user, visit), now)])
  for (const group of groups) await store.groups.remove(group.organizationId, group.id)
  throw new AuthError(
    'ORGANIZATION_NOT_FOUND',
    `organization '${user.organizationId}' was removed while user ${user.id} came in`,
  )
}

/** Whoever reconciled meanwhile saw no groups, and has taken the role. */
async function settleRole({ user, organization }: Admitted, visit: Visit): Promise<Admitted> {
  const { store, family, now } = visit
  await followRoles(family.mainId, [user.id], { store, now: () => now }, toWriter(user, visit))
  const settled = await store.users.findAnywhere(user.id)
  if (settled === null) throw new AuthError('USER_INACTIVE', `user ${user.id} was removed while they came in`)
  return { user: settled, organization: (await family.find(settled.organizationId)) ?? organization }
}

function toWriter({ id }: User, { origin }: Visit): Writer {
  return { actor: { type: 'user', id }, origin }
}
