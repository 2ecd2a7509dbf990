import type { EventDraft } from '../../model/event.ts'
import type { Group } from '../../model/group.ts'
import type { Groups } from '../../ports/directory-store.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { byHand, groupColumns, toGroup, toGroupRow } from './group-rows.ts'
import { changeMembers, countMembers, listGroupsOfUsers, listMembers } from './sql-memberships.ts'
import { isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** Groups in a table, and who is in them in another. */
export function sqlGroups(queries: Queries): Groups {
  return Object.freeze({
    find: (organizationId, groupId) => find(queries, organizationId, groupId),
    findByName: (organizationId, connectionId, name) => findByName(queries, organizationId, connectionId, name),
    list: (filter) => list(queries, filter),
    insert: (group, events) => insert(queries, group, events),
    replace: (group, events) => replace(queries, group, events),
    remove: (organizationId, groupId, events) => remove(queries, organizationId, groupId, events),
    listOfUsers: (userIds) => listGroupsOfUsers(queries, userIds),
    listMembers: (filter) => listMembers(queries, filter),
    countMembers: (groupId) => countMembers(queries, groupId),
    change: (change, events) => changeMembers(queries, change, events),
  } satisfies Groups)
}

const selectGroups = (db: Database) => db.selectFrom('launchpad_groups').select(groupColumns)

async function find({ run }: Queries, organizationId: string, groupId: string): Promise<Group | null> {
  if (!isKey(organizationId) || !isKey(groupId)) return null
  const row = await run((db) =>
    selectGroups(db).where('organization_id', '=', organizationId).where('id', '=', groupId).executeTakeFirst(),
  )
  return row === undefined ? null : toGroup(row)
}

async function findByName(
  { run }: Queries,
  organizationId: string,
  connectionId: string | null,
  name: string,
): Promise<Group | null> {
  if (![organizationId, connectionId ?? byHand, name].every(isKey)) return null
  const row = await run((db) =>
    selectGroups(db)
      .where('organization_id', '=', organizationId)
      .where('connection_id', '=', connectionId ?? byHand)
      .where('name', '=', name)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toGroup(row)
}

async function list(
  { run }: Queries,
  { organizationId, after = '', limit }: Parameters<Groups['list']>[0],
): Promise<readonly Group[]> {
  if (!isKey(organizationId) || !isKey(after)) return []
  const rows = await run((db) =>
    selectGroups(db)
      .where('organization_id', '=', organizationId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  return rows.map(toGroup)
}

async function insert(queries: Queries, group: Group, events?: readonly EventDraft[]): Promise<boolean> {
  const row = toGroupRow(group)
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_groups').values(row).execute()
    return true
  })
}

async function replace(queries: Queries, group: Group, events?: readonly EventDraft[]): Promise<boolean> {
  const { id, organization_id: organizationId, ...rest } = toGroupRow(group)
  return writeWith(queries, events, async (transaction) => {
    const replaced = await transaction
      .updateTable('launchpad_groups')
      .set(rest)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('version', '=', group.version - 1)
      .returning('id')
      .executeTakeFirst()
    return replaced !== undefined
  })
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
      .returning('id')
      .executeTakeFirst()
    return gone !== undefined
  })
}
