import type { Group } from '../../model/group.ts'
import type { Groups, ScimPage } from '../../ports/directory-store.ts'
import type { Queries } from './engine.ts'
import { groupColumns, toGroup, toNameKey } from './group-rows.ts'
import { getScimCount } from './scim-counts.ts'
import { isKey } from './values.ts'

/** The groups that a connection's SCIM client keeps. Every query names the connection. */
export function scimGroups(queries: Queries): Pick<Groups, 'listOfScim' | 'listOfScimByName' | 'countOfScim'> {
  return {
    listOfScim: (page) => list(queries, page),
    listOfScimByName: (connectionId, name) => listByName(queries, connectionId, name),
    countOfScim: (connectionId) => getScimCount(queries, 'group', connectionId),
  }
}

async function list(
  { run }: Queries,
  { connectionId, after = '', offset = 0, limit }: ScimPage,
): Promise<readonly Group[]> {
  if (!isKey(connectionId) || !isKey(after)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_groups')
      .select(groupColumns)
      .where('scim_connection_id', '=', connectionId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute(),
  )
  return rows.map(toGroup)
}

async function listByName({ run }: Queries, connectionId: string, name: string): Promise<readonly Group[]> {
  const key = toNameKey(name)
  if (!isKey(connectionId) || !isKey(key)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_groups')
      .select(groupColumns)
      .where('scim_connection_id', '=', connectionId)
      .where('name_key', '=', key)
      .orderBy('id')
      .execute(),
  )
  return rows.map(toGroup)
}
