import { AuthError } from '../model/auth-error.ts'
import type { User, UserStatus } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import { findMainOrganization } from './find-main-organization.ts'
import type { UserChanges } from './manage-users.ts'
import { checkKnowable } from './parse-user.ts'
import { loadRules } from './reconcile-family.ts'
import type { RoleStep } from './role-change-events.ts'
import { changedFields } from './user-events.ts'
import { hasRole, wantRole, type WantedRole } from './want-role.ts'

/**
 * The user as they would be. Null when that is what they are.
 *
 * @throws AuthError REQUEST_INVALID, USER_CONFLICT
 */
export async function changeUser(
  before: User,
  { role, ...fields }: UserChanges,
  { store, now }: { readonly store: Store; readonly now: () => Date },
): Promise<RoleStep | null> {
  const wanted = await toWanted(before, role, store)
  const { organizationId, roles, roleSource, groupId } = wanted
  const after: User = {
    ...before,
    ...fields,
    status: toStatus(before, fields.status),
    organizationId,
    roles,
    roleSource,
    updatedAt: now(),
    version: before.version + 1,
  }
  const changed = changedFields(before, after)
  if (changed.length === 0 && hasRole(before, wanted)) return null
  checkKnowable(after)
  checkSource(before, after, changed)
  return { before, after, groupId }
}

/** Who is let in again stands where SCIM wants them, if it is SCIM that says so. */
function toStatus({ source, status, scimAttributes }: User, wanted: UserStatus = status): UserStatus {
  const isUnblocked = status === 'blocked' && wanted !== 'blocked'
  if (source !== 'scim' || !isUnblocked) return wanted
  return scimAttributes?.['active'] === false ? 'inactive' : 'active'
}

/** @param role undefined: as it is; null: the groups decide. */
async function toWanted(user: User, role: string | null | undefined, store: Store): Promise<WantedRole> {
  const { organizationId, roles, roleSource } = user
  const none = { organizationId, groupId: null, candidates: [] }
  if (role === undefined) return { ...none, roles, roleSource }
  if (role !== null) return { ...none, roles: [role], roleSource: 'manual' }
  const main = await findMainOrganization(store.organizations, organizationId)
  const groups = (await store.groups.listOfUsers([user.id])).map(({ group }) => group)
  // As if groups had given it: then it goes when they give none, whoever gave it.
  return wantRole({ ...user, roleSource: 'groups' }, groups, await loadRules(store, { main }))
}

/** Who SCIM sends is SCIM's: the next push would undo it. To lock somebody out, and to give a role, is ours. */
function checkSource(before: User, after: User, changed: readonly string[]): void {
  if (before.source !== 'scim') return
  const isBlocking = before.status === 'blocked' || after.status === 'blocked'
  const kept = changed.filter((name) => name !== 'status' || !isBlocking)
  if (kept.length > 0)
    throw new AuthError(
      'USER_CONFLICT',
      `user ${before.id} is SCIM's: wanted a change of role, or of the status to or from blocked, got ${kept.join(', ')}`,
    )
}
