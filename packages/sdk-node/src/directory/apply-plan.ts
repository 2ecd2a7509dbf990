import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { Visit } from './admission-visit.ts'
import { planGroups, type GroupPlan } from './plan-groups.ts'

/** False, and nothing written, when one of the groups or the user is gone meanwhile. */
export async function applyPlan(userId: string, plan: GroupPlan, visit: Visit): Promise<boolean> {
  if (!hasChanges(plan)) return true
  const { join, leave } = plan
  const { drafts, store } = visit
  const toMembership = ({ id }: Group) => ({ groupId: id, userId })
  return store.groups.change({ add: join.map(toMembership), remove: leave.map(toMembership) }, [
    ...leave.map((group) => drafts.member('group.member_removed', group, userId)),
    ...join.map((group) => drafts.member('group.member_added', group, userId)),
  ])
}

/** False when the person is in the right groups already. */
export function hasChanges({ join, leave }: GroupPlan): boolean {
  return join.length > 0 || leave.length > 0
}

/** Puts somebody who was made just now into their groups, of which one may have been deleted while they were. */
export async function joinGroups(userId: string, plan: GroupPlan, visit: Visit): Promise<void> {
  if (await applyPlan(userId, plan, visit)) return
  for (let attempt = 0; attempt < 3; attempt++)
    if (await applyPlan(userId, await planGroups([], userId, visit), visit)) return
  throw new AuthError('WRITE_CONFLICT', `user ${userId} could not be put into groups: they are deleted all the time`)
}
