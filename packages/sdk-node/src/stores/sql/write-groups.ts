import type { Insertable } from 'kysely'
import type { EventDraft } from '../../model/event.ts'
import type { Group } from '../../model/group.ts'
import type { Groups } from '../../ports/directory-store.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { toGroupRow } from './group-rows.ts'
import { countScim } from './scim-counts.ts'
import { checkMembers, writeMembers } from './sql-memberships.ts'
import type { GroupsTable } from './tables/users.ts'
import { isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** What changes groups' rows, and what follows from it for SCIM. */
export function writeGroups(queries: Queries): Pick<Groups, 'insert' | 'replace' | 'amend' | 'remove'> {
  return {
    insert: (group, events, memberIds) => insert(queries, group, memberIds ?? [], events),
    replace: (group, events) => amend(queries, group, { add: [], remove: [] }, events),
    amend: (group, members, events) => amend(queries, group, members, events),
    remove: (organizationId, groupId, events) => remove(queries, organizationId, groupId, events),
  }
}

async function insert(
  queries: Queries,
  group: Group,
  memberIds: readonly string[],
  events?: readonly EventDraft[],
): Promise<boolean> {
  const row = toGroupRow(group)
  const change = { add: memberIds.map((userId) => ({ groupId: group.id, userId })), remove: [] }
  checkMembers(change)
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_groups').values(row).execute()
    await writeMembers(transaction, change)
    await countScim(transaction, 'group', [{ connectionId: row.scim_connection_id, by: 1 }])
    return true
  })
}

/** The group first: who loses the race for its version has not touched its members. */
async function amend(
  queries: Queries,
  group: Group,
  members: Parameters<Groups['amend']>[1],
  events?: readonly EventDraft[],
): Promise<boolean> {
  const row = toGroupRow(group)
  const toMembership = (userId: string) => ({ groupId: group.id, userId })
  const change = { add: members.add.map(toMembership), remove: members.remove.map(toMembership) }
  checkMembers(change)
  return writeWith(queries, events, async (transaction) => {
    const before = await update(transaction, row)
    if (before === null) return false
    await writeMembers(transaction, change)
    await countScim(transaction, 'group', [
      { connectionId: before.scim_connection_id, by: -1 },
      { connectionId: row.scim_connection_id, by: 1 },
    ])
    return true
  })
}

type ScimOfGroup = Pick<GroupsTable, 'scim_connection_id'>

/** @returns what it was before; null: it is not there, or not the version before. */
async function update(
  transaction: Database,
  { id, organization_id: organizationId, ...rest }: Required<Insertable<GroupsTable>>,
): Promise<ScimOfGroup | null> {
  const updated = transaction
    .updateTable('launchpad_groups')
    .set(rest)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', rest.version - 1)
    .returning('id')
  const to = rest.scim_connection_id
  // Mostly it was SCIM's before or was not, and that is seen without reading the row first.
  const same = await updated.where('scim_connection_id', to === null ? 'is' : '=', to).executeTakeFirst()
  if (same !== undefined) return { scim_connection_id: to }
  const before = await transaction
    .selectFrom('launchpad_groups')
    .select('scim_connection_id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', rest.version - 1)
    .executeTakeFirst()
  return before !== undefined && (await updated.executeTakeFirst()) !== undefined ? before : null
}

/** What belongs to the row goes with it. */
async function remove(
  queries: Queries,
  organizationId: string,
  groupId: string,
  events?: readonly EventDraft[],
): Promise<boolean> {
  if (!isKey(organizationId) || !isKey(groupId)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_groups')
      .where('organization_id', '=', organizationId)
      .where('id', '=', groupId)
      .returning('scim_connection_id')
      .executeTakeFirst()
    if (gone === undefined) return false
    await countScim(transaction, 'group', [{ connectionId: gone.scim_connection_id, by: -1 }])
    return true
  })
}
