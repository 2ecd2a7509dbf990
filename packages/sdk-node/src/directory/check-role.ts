import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'

/**
 * Where the organization wants everybody to have a role, whoever has none is not let in.
 *
 * @throws AuthError ROLE_MISSING
 */
export function checkRole(user: User, groups: readonly Group[], { family }: Visit): void {
  if (hasNeededRole(user, family)) return
  const names = groups.slice(0, 20).map(({ name }) => `'${name.slice(0, 80)}'`)
  const got = names.length === 0 ? 'in no group' : `in ${groups.length} that are not: ${names.join(', ')}`
  throw new AuthError('ROLE_MISSING', `wanted somebody in a group that is mapped to a role, the person is ${got}`)
}

/** True when the role, or the lack of one, is no reason to refuse. */
export function hasNeededRole({ roles }: User, { settings }: Visit['family']): boolean {
  return roles.length > 0 || !settings.roleRequired
}
