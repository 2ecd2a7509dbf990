import type { RemovedUser, User } from '../../model/user.ts'
import type { ScimPage, Users } from '../../ports/directory-store.ts'
import { toUsernameKey } from '../username-key.ts'
import type { Queries } from './engine.ts'
import { getScimCount } from './scim-counts.ts'
import { toUser, userColumns } from './user-rows.ts'
import { isKey } from './values.ts'

type ScimVerb = 'findOfScim' | 'listOfScimByEmail' | 'listOfScim' | 'countOfScim' | 'findRemovedOfScim'

/** Whom a connection's SCIM client keeps. Every query names the connection. */
export function scimUsers(queries: Queries): Pick<Users, ScimVerb> {
  return {
    findOfScim: (connectionId, by) =>
      'username' in by
        ? findBy(queries, connectionId, 'username_key', toUsernameKey(by.username))
        : findBy(queries, connectionId, 'external_id', by.externalId),
    listOfScimByEmail: (connectionId, email) => listByEmail(queries, connectionId, email),
    listOfScim: (page) => list(queries, page),
    countOfScim: (connectionId) => getScimCount(queries, 'user', connectionId),
    findRemovedOfScim: (connectionId, externalId) => findRemoved(queries, connectionId, externalId),
  }
}

async function findBy(
  { run }: Queries,
  connectionId: string,
  column: 'username_key' | 'external_id',
  value: string,
): Promise<User | null> {
  if (!isKey(connectionId) || !isKey(value)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_users')
      .select(userColumns)
      .where('scim_connection_id', '=', connectionId)
      .where(column, '=', value)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toUser(row)
}

async function listByEmail({ run }: Queries, connectionId: string, email: string): Promise<readonly User[]> {
  if (!isKey(connectionId) || !isKey(email)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_scim_emails')
      .innerJoin('launchpad_users', 'launchpad_users.id', 'launchpad_scim_emails.user_id')
      .select(userColumns)
      .where('connection_id', '=', connectionId)
      .where('email_key', '=', email)
      .orderBy('user_id')
      .execute(),
  )
  return rows.map(toUser)
}

/** Finds the ids in the index first: what is left out before the page is not read. */
async function list(
  { run }: Queries,
  { connectionId, after = '', offset = 0, limit }: ScimPage,
): Promise<readonly User[]> {
  if (!isKey(connectionId) || !isKey(after)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_users')
      .select(userColumns)
      .where('id', 'in', (page) =>
        page
          .selectFrom('launchpad_users as page')
          .select('page.id')
          .where('page.scim_connection_id', '=', connectionId)
          .$if(after !== '', (query) => query.where('page.id', '>', after))
          .orderBy('page.id')
          .limit(limit)
          .offset(offset),
      )
      .orderBy('id')
      .execute(),
  )
  return rows.map(toUser)
}

/** Who came back under their id is not removed any more. */
async function findRemoved({ run }: Queries, connectionId: string, externalId: string): Promise<RemovedUser | null> {
  if (!isKey(connectionId) || !isKey(externalId)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_scim_removed')
      .leftJoin('launchpad_users', 'launchpad_users.id', 'launchpad_scim_removed.user_id')
      .select(['user_id', 'is_blocked'])
      .where('connection_id', '=', connectionId)
      .where('launchpad_scim_removed.external_id', '=', externalId)
      .where('launchpad_users.id', 'is', null)
      .executeTakeFirst(),
  )
  return row === undefined ? null : { id: row.user_id, isBlocked: row.is_blocked === 1 }
}
