import type { RoleInOrganization } from '../model/event.ts'
import type { RoleMapping } from '../model/group.ts'
import type { WriteContext } from '../model/write-context.ts'

/** A group that is mapped, and what it gives. */
export interface GroupRole extends RoleInOrganization {
  readonly groupId: string
  readonly groupName: string
}

/** Somebody in groups that are mapped differently. The first one counts. */
export interface RoleConflict {
  readonly userId: string
  readonly candidates: readonly GroupRole[]
}

/** One person whose role is, or would be, another. */
export interface RoleChange {
  readonly userId: string
  readonly old: { readonly organizationId: string; readonly roles: readonly string[] }
  readonly new: { readonly organizationId: string; readonly roles: readonly string[] }
  /** The group that gives the new role; null: none does. */
  readonly groupId: string | null
}

/** What reconciling found, and did unless it was a dry run. */
export interface ReconcileSummary {
  readonly dryRun: boolean
  readonly checked: number
  readonly changed: number
  /** Of those, people who now belong to another organization. */
  readonly moved: number
  readonly changes: readonly RoleChange[]
  readonly conflicts: readonly RoleConflict[]
  /**
   * People whom others kept writing meanwhile (run it again), or whose address, username or external id somebody has where they
   * should go: they stay, without a role, for nobody keeps one that no group gives.
   */
  readonly skipped: readonly { readonly userId: string; readonly reason: 'USER_CONFLICT' | 'WRITE_CONFLICT' }[]
}

/** Why somebody has the role they have. */
export interface RoleExplanation {
  readonly userId: string
  readonly organizationId: string
  readonly roles: readonly string[]
  readonly source: 'groups' | 'manual' | null
  /** The group that gives it; null when no group does, as for a role by hand. */
  readonly winner: GroupRole | null
  /** All mapped groups of the person, the winner first. */
  readonly candidates: readonly GroupRole[]
  /** Groups of the person that are not mapped. */
  readonly unmapped: readonly { readonly groupId: string; readonly groupName: string }[]
  /** True: the stored role is another than the groups give; reconciling would change it. */
  readonly drifted: boolean
}

/** A change of mappings to try out. */
export interface MappingChange {
  readonly organizationId: string
  readonly map?: readonly {
    readonly groupId: string
    readonly role: string
    readonly targetOrganizationId?: string
  }[]
  /** Group ids. */
  readonly unmap?: readonly string[]
  /** @default the organization's */
  readonly rolePriority?: readonly string[]
}

/**
 * Groups give roles: one per person. Who is in several mapped groups gets the role that comes first in the organization's
 * `rolePriority`; unlisted roles come after, by name; then the organization itself before its subs, by id; then the lower group id.
 */
export interface ManageRoles {
  /**
   * Gives the group's people a role, from their next sign-in or `reconcile` on.
   *
   * @param mapping.targetOrganizationId the organization, or one of its subs. @default the organization
   * @throws AuthError GROUP_NOT_FOUND, ROLE_INVALID (the text, or an organization that is not of the family), ORGANIZATION_SETTING_INHERITED (for a sub-organization)
   */
  readonly map: (
    organizationId: string,
    mapping: { readonly groupId: string; readonly role: string; readonly targetOrganizationId?: string },
    context?: WriteContext,
  ) => Promise<RoleMapping>
  /** @throws AuthError GROUP_NOT_FOUND when the group has no mapping */
  readonly unmap: (organizationId: string, groupId: string, context?: WriteContext) => Promise<void>
  /** Those that count: for a sub-organization, its main organization's. @throws AuthError ORGANIZATION_NOT_FOUND */
  readonly listMappings: (organizationId: string) => Promise<readonly RoleMapping[]>
  /** @throws AuthError ORGANIZATION_NOT_FOUND */
  readonly listConflicts: (organizationId: string) => Promise<readonly RoleConflict[]>
  /**
   * Looks at every person of the organization and its subs, and gives the role their groups give. A second run changes nothing.
   *
   * @throws AuthError ORGANIZATION_NOT_FOUND
   */
  readonly reconcile: (
    organizationId: string,
    options?: { readonly dryRun?: boolean },
    context?: WriteContext,
  ) => Promise<ReconcileSummary>
  /** @throws AuthError USER_NOT_FOUND */
  readonly explain: (userId: string) => Promise<RoleExplanation>
  /**
   * Who would change if the mappings were changed so and reconciled. Writes nothing.
   *
   * @throws AuthError GROUP_NOT_FOUND, ROLE_INVALID, ORGANIZATION_NOT_FOUND, ORGANIZATION_SETTING_INHERITED
   */
  readonly simulate: (change: MappingChange) => Promise<ReconcileSummary>
}
