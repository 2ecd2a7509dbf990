import type { Group, RoleMapping } from '../model/group.ts'
import type { OrganizationSettings } from '../model/organization.ts'
import type { User } from '../model/user.ts'
import type { GroupRole } from './manage-roles.ts'
import { resolveRole } from './resolve-role.ts'

/** What a main organization says of roles, for its people and those of its subs. */
export interface RoleRules extends Pick<OrganizationSettings, 'rolePriority'> {
  readonly mappings: readonly RoleMapping[]
}

/** Where somebody belongs, and as what. */
export interface WantedRole extends Pick<User, 'organizationId' | 'roles' | 'roleSource'> {
  /** The group that gives the role; null: none does. */
  readonly groupId: string | null
  /** What the mapped groups would give, the winner first; also where a role by hand stands above them. */
  readonly candidates: readonly GroupRole[]
}

/**
 * What the person should have now: at sign-in, by hand, and when reconciling, so that all three agree.
 *
 * A role by hand stays. A mapped group gives its role, in its organization. Where no group gives one, a role that groups gave
 * is gone, and so is any other once the organization has mappings; the person stays where they are, for nobody said where to go.
 *
 * @param groups all groups of the person.
 */
export function wantRole(
  user: Pick<User, 'organizationId' | 'roles' | 'roleSource'>,
  groups: readonly Group[],
  { mappings, rolePriority }: RoleRules,
): WantedRole {
  const { winner, candidates } = resolveRole(groups, mappings, rolePriority)
  const { organizationId, roles, roleSource } = user
  if (roleSource === 'manual') return { organizationId, roles, roleSource, groupId: null, candidates }
  if (winner !== null)
    return {
      organizationId: winner.organizationId,
      roles: [winner.role],
      roleSource: 'groups',
      groupId: winner.groupId,
      candidates,
    }
  const areGroupsAsked = mappings.length > 0 || roleSource === 'groups'
  return { organizationId, ...(areGroupsAsked ? noRole : { roles, roleSource }), groupId: null, candidates }
}

/** True when the person has what is wanted already. */
export function hasRole(user: Pick<User, 'organizationId' | 'roles' | 'roleSource'>, wanted: WantedRole): boolean {
  return (
    user.organizationId === wanted.organizationId &&
    user.roleSource === wanted.roleSource &&
    user.roles.length === wanted.roles.length &&
    user.roles.every((role, index) => role === wanted.roles[index])
  )
}

const noRole = { roles: [], roleSource: null } as const satisfies Pick<User, 'roles' | 'roleSource'>
