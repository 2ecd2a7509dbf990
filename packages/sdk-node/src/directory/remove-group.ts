import type { Group } from '../model/group.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { followRoles } from './follow-roles.ts'
import { groupDeleted } from './group-events.ts'
import { findMapping, unmapped } from './map-group.ts'

const pageSize = 500

/**
 * First the mapping goes, then the roles it gave, then the group: whatever breaks off in between, the group is still there to be
 * removed again, and nobody's role is left behind without it.
 *
 * @returns false: it is gone already
 * @throws AuthError WRITE_CONFLICT
 */
export async function removeGroup(
  group: Group,
  options: { readonly store: Store; readonly now: () => Date },
  writer: Writer,
): Promise<boolean> {
  const { store, now } = options
  const { id, organizationId } = group
  const mapping = await findMapping(store, organizationId, id)
  if (mapping !== null) await store.roleMappings.remove(organizationId, id, [unmapped(mapping, writer, now())])
  let after: string | undefined
  for (;;) {
    const userIds = await store.groups.listMembers({
      groupId: id,
      limit: pageSize,
      ...(after !== undefined && { after }),
    })
    await followRoles(organizationId, userIds, options, writer)
    after = userIds.at(-1)
    if (userIds.length < pageSize) break
  }
  return store.groups.remove(organizationId, id, [groupDeleted(group, writer, now())])
}
