import type { Group } from '../model/group.ts'
import type { WriteContext } from '../model/write-context.ts'

/** Groups of organizations. Never nested. Those that SCIM sends are only read here. */
export interface ManageGroups {
  /**
   * @param draft.name as the identity provider sends it. `connectionId` null: whichever connection sends it.
   * @throws AuthError GROUP_CONFLICT, REQUEST_INVALID, ORGANIZATION_NOT_FOUND, CONNECTION_NOT_FOUND
   */
  readonly create: (
    organizationId: string,
    draft: { readonly name: string; readonly connectionId?: string | null },
    context?: WriteContext,
  ) => Promise<Group>
  /** @throws AuthError GROUP_NOT_FOUND */
  readonly get: (organizationId: string, groupId: string) => Promise<Group>
  /** @throws AuthError ORGANIZATION_NOT_FOUND, REQUEST_INVALID */
  readonly list: (
    organizationId: string,
    query?: { readonly after?: string; readonly limit?: number },
  ) => Promise<{ readonly groups: readonly Group[]; readonly cursor: string | null }>
  /** @throws AuthError GROUP_NOT_FOUND, GROUP_CONFLICT, WRITE_CONFLICT */
  readonly rename: (organizationId: string, groupId: string, name: string, context?: WriteContext) => Promise<Group>
  /** Its people lose the role it gave them at once. @throws AuthError GROUP_NOT_FOUND, GROUP_CONFLICT (SCIM's), WRITE_CONFLICT */
  readonly remove: (organizationId: string, groupId: string, context?: WriteContext) => Promise<void>
  readonly listMembers: (
    organizationId: string,
    groupId: string,
    query?: { readonly after?: string; readonly limit?: number },
  ) => Promise<{ readonly userIds: readonly string[]; readonly cursor: string | null }>
  /**
   * Roles follow at once. All of them or none; at most 1000.
   *
   * @param userIds people of the organization or its subs. Who is in the group already is no mistake.
   * @throws AuthError GROUP_NOT_FOUND, GROUP_CONFLICT (SCIM's), USER_NOT_FOUND, REQUEST_INVALID (a group as a member), WRITE_CONFLICT
   */
  readonly addMembers: (
    organizationId: string,
    groupId: string,
    userIds: readonly string[],
    context?: WriteContext,
  ) => Promise<void>
  /**
   * The same. Who is not in the group is no mistake.
   *
   * @throws AuthError GROUP_NOT_FOUND, GROUP_CONFLICT (SCIM's), USER_NOT_FOUND, REQUEST_INVALID, WRITE_CONFLICT
   */
  readonly removeMembers: (
    organizationId: string,
    groupId: string,
    userIds: readonly string[],
    context?: WriteContext,
  ) => Promise<void>
}
