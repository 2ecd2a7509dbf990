import type { Group } from '../../model/group.ts'
import type { Groups } from '../../ports/directory-store.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { byHand, groupColumns, toGroup } from './group-rows.ts'
import { scimGroups } from './scim-groups.ts'
import { changeMembers, countMembers, listGroupsOfUsers, listInside, listMembers } from './sql-memberships.ts'
import { isKey } from './values.ts'
import { writeGroups } from './write-groups.ts'

/** Groups in a table, and who is in them in another. */
export function sqlGroups(queries: Queries): Groups {
  return Object.freeze({
    find: (organizationId, groupId) => find(queries, organizationId, groupId),
    findByName: (organizationId, connectionId, name) =>
      findBy(queries, organizationId, connectionId ?? byHand, 'name', name),
    findByExternalId: (organizationId, connectionId, externalId) =>
      findBy(queries, organizationId, connectionId, 'external_id', externalId),
    list: (filter) => list(queries, filter),
    listOfUsers: (userIds) => listGroupsOfUsers(queries, userIds),
    listMembers: (filter) => listMembers(queries, filter),
    countMembers: (groupId) => countMembers(queries, groupId),
    listInside: (groupId, userIds) => listInside(queries, groupId, userIds),
    change: (change, events) => changeMembers(queries, change, events),
    ...scimGroups(queries),
    ...writeGroups(queries),
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

async function findBy(
  { run }: Queries,
  organizationId: string,
  connectionId: string,
  column: 'name' | 'external_id',
  value: string,
): Promise<Group | null> {
  if (![organizationId, connectionId, value].every(isKey)) return null
  const row = await run((db) =>
    selectGroups(db)
      .where('organization_id', '=', organizationId)
      .where('connection_id', '=', connectionId)
      .where(column, '=', value)
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
