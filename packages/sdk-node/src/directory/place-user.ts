import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { Organization } from '../model/organization.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'
import { wantRole } from './want-role.ts'

/** A person with the role they have now, where it puts them. */
export interface PlacedUser {
  readonly user: User
  readonly organization: Organization
  /** The group that gives the role; null: none does. */
  readonly groupId: string | null
}

/**
 * The person as their groups have it: with the role, in the organization where it counts.
 *
 * @param groups all groups of the person.
 * @throws AuthError ROLE_MISSING when a mapping leads out of the family, which no management call writes
 */
export async function placeUser(user: User, groups: readonly Group[], visit: Visit): Promise<PlacedUser> {
  const { family, store } = visit
  const { rolePriority } = family.settings
  const mappings = mayMappingsMatter(user, groups) ? await store.roleMappings.list(family.mainId) : []
  const { organizationId, roles, roleSource, groupId } = wantRole(user, groups, { mappings, rolePriority })
  const organization = await family.find(organizationId)
  if (organization === null)
    throw new AuthError(
      'ROLE_MISSING',
      `wanted a role in the family of '${family.mainId}', group ${groupId ?? 'none'} gives one in '${organizationId}'`,
    )
  return { user: { ...user, organizationId, roles, roleSource }, organization, groupId }
}

/** False saves a read: nothing that the mappings could say would change anything. */
function mayMappingsMatter({ roles, roleSource }: User, groups: readonly Group[]): boolean {
  if (roleSource === 'manual') return false
  return groups.length > 0 || (roleSource === null && roles.length > 0)
}
