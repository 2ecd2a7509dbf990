import { AuthError } from '../model/auth-error.ts'
import type { Store } from '../ports/store.ts'
import { findMainOrganization } from './find-main-organization.ts'
import type { RoleExplanation } from './manage-roles.ts'
import { loadRules } from './reconcile-family.ts'
import { hasRole, wantRole } from './want-role.ts'

/** @throws AuthError USER_NOT_FOUND */
export async function explainRole(store: Store, userId: string): Promise<RoleExplanation> {
  const user = await store.users.findAnywhere(userId)
  if (user === null) throw new AuthError('USER_NOT_FOUND', `wanted the id of a user, got '${userId.slice(0, 80)}'`)
  const main = await findMainOrganization(store.organizations, user.organizationId)
  const groups = (await store.groups.listOfUsers([userId])).map(({ group }) => group)
  const wanted = wantRole(user, groups, await loadRules(store, { main }))
  const [first] = wanted.candidates
  const mapped = new Set(wanted.candidates.map(({ groupId }) => groupId))
  return {
    userId,
    organizationId: user.organizationId,
    roles: user.roles,
    source: user.roleSource,
    winner: user.roleSource === 'manual' || first === undefined ? null : first,
    candidates: wanted.candidates,
    unmapped: groups.filter(({ id }) => !mapped.has(id)).map(({ id, name }) => ({ groupId: id, groupName: name })),
    drifted: !hasRole(user, wanted),
  }
}
