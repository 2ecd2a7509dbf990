import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { getOwnGroup } from './get-group.ts'
import { groupUpdated } from './group-events.ts'

/** @throws AuthError GROUP_NOT_FOUND, GROUP_CONFLICT, WRITE_CONFLICT */
export async function renameGroup(
  organizationId: string,
  groupId: string,
  name: string,
  { store: { groups }, now }: { readonly store: Store; readonly now: () => Date },
  writer: Writer,
): Promise<Group> {
  return tryThrice(`group ${groupId}`, async () => {
    const before = await getOwnGroup(groups, organizationId, groupId)
    if (before.name === name) return before
    const after: Group = { ...before, name, updatedAt: now(), version: before.version + 1 }
    if (await groups.replace(after, [groupUpdated(before, after, writer)])) return after
    const holder = await groups.findByName(organizationId, before.connectionId, name)
    if (holder !== null && holder.id !== groupId) throw nameTaken(organizationId, name, holder.id)
    return null
  })
}

export function nameTaken(organizationId: string, name: string, holderId: string | null): AuthError {
  return new AuthError(
    'GROUP_CONFLICT',
    `name: wanted one that no group of that connection in organization '${organizationId}' has, got '${name.slice(0, 80)}'${holderId === null ? '' : `, which group ${holderId} has`}`,
  )
}
