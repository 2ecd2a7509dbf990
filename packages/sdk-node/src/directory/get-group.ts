import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { Groups } from '../ports/directory-store.ts'
import { groupNotFound } from './mapping-change.ts'
import { parseId } from './parse-values.ts'

/** @throws AuthError REQUEST_INVALID, GROUP_NOT_FOUND */
export async function getGroup(groups: Pick<Groups, 'find'>, organizationId: string, groupId: string): Promise<Group> {
  const group = await groups.find(parseId(organizationId, 'organizationId'), parseId(groupId, 'groupId'))
  if (group === null) throw groupNotFound(organizationId, groupId)
  return group
}

/** The same, to change it: what SCIM sends is SCIM's. @throws AuthError REQUEST_INVALID, GROUP_NOT_FOUND, GROUP_CONFLICT */
export async function getOwnGroup(
  groups: Pick<Groups, 'find'>,
  organizationId: string,
  groupId: string,
): Promise<Group> {
  const group = await getGroup(groups, organizationId, groupId)
  if (group.source === 'scim')
    throw new AuthError(
      'GROUP_CONFLICT',
      `group ${groupId} is SCIM's: wanted one that is changed here, got one to read`,
    )
  return group
}
