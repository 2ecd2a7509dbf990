import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { SignInChange } from '../model/on-sign-in.ts'
import type { User } from '../model/user.ts'
import { placeUser, type PlacedUser } from './place-user.ts'
import type { Visit } from './admission-visit.ts'

/**
 * What the app changes wins over what the identity provider and the groups say. A role it gives is one by hand: the groups then
 * move nobody to another organization either. With `role: null` the groups decide again. A profile that SCIM keeps is SCIM's: of that the
 * app changes nothing.
 *
 * @param before the person as they were, or would be made.
 * @param placed as the groups have it.
 * @throws AuthError USER_CONFLICT when another user has the new username or external id
 */
export async function applyChange(
  { role, ...given }: SignInChange,
  { before, placed, groups }: { readonly before: User; readonly placed: PlacedUser; readonly groups: readonly Group[] },
  visit: Visit,
): Promise<PlacedUser> {
  const fields: SignInChange = before.source === 'scim' ? {} : given
  checkFree(fields, before, visit)
  const user: User = { ...placed.user, ...fields }
  if (role === undefined) return { ...placed, user }
  const { organizationId } = before
  if (role !== null) return placeUser({ ...user, organizationId, roles: [role], roleSource: 'manual' }, groups, visit)
  if (user.roleSource !== 'manual') return { ...placed, user }
  return placeUser({ ...user, organizationId, roles: [], roleSource: null }, groups, visit)
}

function checkFree(fields: SignInChange, before: User, { taken }: Visit): void {
  const clash = (['username', 'externalId'] as const).find(
    (field) => taken.has(field) && typeof fields[field] === 'string' && fields[field] !== before[field],
  )
  if (clash !== undefined)
    throw new AuthError(
      'USER_CONFLICT',
      `onSignIn changes the ${clash} to one that another user of the organization has`,
    )
}
