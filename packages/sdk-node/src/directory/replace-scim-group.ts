import type { Group } from '../model/group.ts'
import type { ScimGroupDraft } from '../ports/scim-directory.ts'
import { changedAttributes } from './changed-attributes.ts'
import { checkScimGroupFree } from './check-scim-group-free.ts'
import { checkScimMembers } from './check-scim-members.ts'
import { followRoles } from './follow-roles.ts'
import { groupUpdated, membersChanged } from './group-events.ts'
import type { ScimRealm } from './scim-realm.ts'

/** Who comes in and who goes. */
export interface MemberChange {
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/**
 * The group as the client wants it now: what changes is written in one step, however many others are in it, and the roles of everybody named
 * follow, also of those with whom an attempt before broke off.
 *
 * @returns as it is; null: somebody else wrote it in between
 * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID, WRITE_CONFLICT (said again, the roles that are left follow)
 */
export async function replaceScimGroup(
  before: Group,
  draft: ScimGroupDraft,
  wanted: MemberChange,
  realm: ScimRealm,
): Promise<Group | null> {
  const members = withoutRepeats(wanted)
  const named = [...members.add, ...members.remove]
  const inside = new Set(named.length === 0 ? [] : await realm.store.groups.listInside(before.id, named))
  const add = members.add.filter((userId) => !inside.has(userId))
  const remove = members.remove.filter((userId) => inside.has(userId))
  await checkScimMembers(add, realm)
  const group = await write(before, draft, { add, remove }, realm)
  if (group !== null) await followRoles(realm.organizationId, named, realm, realm.writer)
  return group
}

/** Each once; who is added and removed is added. */
function withoutRepeats({ add, remove }: MemberChange): MemberChange {
  const added = new Set(add)
  return { add: [...added], remove: [...new Set(remove)].filter((userId) => !added.has(userId)) }
}

/** @param change what really changes. */
async function write(
  before: Group,
  { name, externalId, attributes }: ScimGroupDraft,
  change: MemberChange,
  realm: ScimRealm,
): Promise<Group | null> {
  const { store, writer, now } = realm
  const at = now()
  const after: Group = {
    ...before,
    name,
    externalId,
    source: 'scim',
    scimAttributes: attributes,
    updatedAt: at,
    version: before.version + 1,
  }
  const events = [
    ...(isSame(before, after) ? [] : [groupUpdated(before, after, writer)]),
    ...membersChanged('group.member_removed', after, change.remove, writer, at),
    ...membersChanged('group.member_added', after, change.add, writer, at),
  ]
  if (events.length === 0) return before
  if (await store.groups.amend(after, change, events)) return after
  const stored = await store.groups.find(before.organizationId, before.id)
  if (stored?.version !== before.version) return null
  await checkScimMembers(change.add, realm)
  await checkScimGroupFree(after, realm)
  return null
}

function isSame(before: Group, after: Group): boolean {
  const isKept = before.name === after.name && before.externalId === after.externalId && before.source === after.source
  return isKept && changedAttributes(before.scimAttributes, after.scimAttributes) === null
}
