import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { findMainOrganization } from './find-main-organization.ts'
import { loadRules } from './reconcile-family.ts'
import { noFindings, settleRoles, type RoleFindings } from './settle-roles.ts'
import type { RoleRules } from './want-role.ts'
import { toRoleWriter } from './write-role.ts'

type RoleStore = Pick<Store, 'users' | 'groups' | 'roleMappings' | 'organizations'>

const batchSize = 500

/**
 * Gives people the roles their groups give now. Three reads, and no more where groups give nobody a role.
 *
 * @throws AuthError WRITE_CONFLICT when others kept writing the same person: said again, the rest is done.
 */
export async function followRoles(
  organizationId: string,
  userIds: readonly string[],
  { store, now }: { readonly store: RoleStore; readonly now: () => Date },
  writer: Writer,
): Promise<void> {
  if (userIds.length === 0) return
  const main = await findMainOrganization(store.organizations, organizationId)
  const rules = await loadRules(store, { main })
  const found = noFindings()
  const run = { store, rules, now, write: toRoleWriter(store.users, writer) }
  for (let start = 0; start < userIds.length; start += batchSize) {
    const users = await store.users.findMany(userIds.slice(start, start + batchSize))
    const open = users.filter((user) => mayFollow(user, rules))
    await settleRoles(open, run, found)
  }
  checkSettled(found)
}

/** False for whom `wantRole` leaves as they are, whatever their groups. */
function mayFollow({ roleSource }: User, { mappings }: RoleRules): boolean {
  return roleSource === 'groups' || (roleSource === null && mappings.length > 0)
}

function checkSettled({ skipped }: RoleFindings): void {
  const unsettled = [...skipped].find(([, reason]) => reason === 'WRITE_CONFLICT')
  if (unsettled !== undefined)
    throw new AuthError(
      'WRITE_CONFLICT',
      `user ${unsettled[0]}: wanted to write the role, somebody else wrote every time`,
    )
}
