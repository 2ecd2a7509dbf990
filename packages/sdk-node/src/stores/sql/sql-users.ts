import type { User } from '../../model/user.ts'
import type { Users } from '../../ports/directory-store.ts'
import { toUsernameKey } from '../username-key.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { countUsers, findUsers, listUsers } from './list-users.ts'
import { scimUsers } from './scim-users.ts'
import { userLinks } from './user-links.ts'
import { toUser, userColumns } from './user-rows.ts'
import { isKey } from './values.ts'
import { writeUsers } from './write-users.ts'

/** People in tables. Every query names the organization or the connection, or comes from a link that does. */
export function sqlUsers(queries: Queries): Users {
  return Object.freeze({
    find: (organizationId, userId) => findBy(queries, organizationId, 'id', userId),
    findAnywhere: (userId) => findAnywhere(queries, userId),
    findByEmail: (organizationId, email) => findBy(queries, organizationId, 'email', email),
    findByUsername: (organizationId, username) =>
      findBy(queries, organizationId, 'username_key', toUsernameKey(username)),
    findByExternalId: (organizationId, externalId) => findBy(queries, organizationId, 'external_id', externalId),
    findMany: (userIds) => findUsers(queries, userIds),
    list: (filter) => listUsers(queries, filter),
    count: (organizationId) => countUsers(queries, organizationId),
    ...scimUsers(queries),
    ...userLinks(queries),
    ...writeUsers(queries),
  } satisfies Users)
}

const selectUsers = (db: Database) => db.selectFrom('launchpad_users').select(userColumns)

async function findBy(
  { run }: Queries,
  organizationId: string,
  column: 'id' | 'email' | 'username_key' | 'external_id',
  value: string,
): Promise<User | null> {
  if (!isKey(organizationId) || !isKey(value)) return null
  const row = await run((db) =>
    selectUsers(db).where('organization_id', '=', organizationId).where(column, '=', value).executeTakeFirst(),
  )
  return row === undefined ? null : toUser(row)
}

async function findAnywhere({ run }: Queries, userId: string): Promise<User | null> {
  if (!isKey(userId)) return null
  const row = await run((db) => selectUsers(db).where('id', '=', userId).executeTakeFirst())
  return row === undefined ? null : toUser(row)
}
