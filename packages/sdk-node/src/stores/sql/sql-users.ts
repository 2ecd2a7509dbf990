import type { EventDraft } from '../../model/event.ts'
import type { SubjectLink, User } from '../../model/user.ts'
import type { Users } from '../../ports/directory-store.ts'
import { toUsernameKey } from '../username-key.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { countUsers, listUsers } from './list-users.ts'
import { toLinkRow, toUser, toUserRow, userColumns } from './user-rows.ts'
import { checkKey, isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** People in two tables. Every query names the organization, or comes from a link that does. */
export function sqlUsers(queries: Queries): Users {
  return Object.freeze({
    find: (organizationId, userId) => findBy(queries, organizationId, 'id', userId),
    findAnywhere: (userId) => findAnywhere(queries, userId),
    findByEmail: (organizationId, email) => findBy(queries, organizationId, 'email', email),
    findByUsername: (organizationId, username) =>
      findBy(queries, organizationId, 'username_key', toUsernameKey(username)),
    findByExternalId: (organizationId, externalId) => findBy(queries, organizationId, 'external_id', externalId),
    findByLink: (link) => findByLink(queries, link),
    list: (filter) => listUsers(queries, filter),
    count: (organizationId) => countUsers(queries, organizationId),
    insert: (user, link, events) => insert(queries, user, link, events),
    link: (user, link, events) => addLink(queries, user, link, events),
    listLinks: (organizationId, userId) => listLinks(queries, organizationId, userId),
    unlink: (user, connectionId, events) => unlink(queries, user, connectionId, events),
    replace: async (user, events) => writeWith(queries, events, updateFrom(user.organizationId, user)),
    move: (fromOrganizationId, user, events) => move(queries, fromOrganizationId, user, events),
    remove: (organizationId, userId, events) => remove(queries, organizationId, userId, events),
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

async function findByLink({ run }: Queries, { connectionId, subject }: SubjectLink): Promise<User | null> {
  if (!isKey(connectionId) || !isKey(subject)) return null
  const row = await run((db) =>
    selectUsers(db)
      .innerJoin('launchpad_links', (join) =>
        join
          .onRef('launchpad_links.user_id', '=', 'launchpad_users.id')
          .onRef('launchpad_links.organization_id', '=', 'launchpad_users.organization_id'),
      )
      .where('connection_id', '=', connectionId)
      .where('subject', '=', subject)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toUser(row)
}

async function insert(
  queries: Queries,
  user: User,
  link: SubjectLink | null,
  events?: readonly EventDraft[],
): Promise<boolean> {
  const [userRow, linkRow] = [toUserRow(user), link === null ? null : toLinkRow(user, link)]
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_users').values(userRow).execute()
    if (linkRow !== null) await transaction.insertInto('launchpad_links').values(linkRow).execute()
    return true
  })
}

async function addLink(
  queries: Queries,
  user: User,
  link: SubjectLink,
  events?: readonly EventDraft[],
): Promise<boolean> {
  const row = toLinkRow(user, link)
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_links').values(row).execute()
    return true
  })
}

async function listLinks({ run }: Queries, organizationId: string, userId: string): Promise<readonly SubjectLink[]> {
  if (!isKey(organizationId) || !isKey(userId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_links')
      .select(['connection_id', 'subject'])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .orderBy('connection_id')
      .execute(),
  )
  return rows.map((row) => ({ connectionId: row.connection_id, subject: row.subject }))
}

async function unlink(
  queries: Queries,
  { id, organizationId }: User,
  connectionId: string,
  events?: readonly EventDraft[],
): Promise<boolean> {
  if (![id, organizationId, connectionId].every(isKey)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_links')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', id)
      .where('connection_id', '=', connectionId)
      .returning('user_id')
      .executeTakeFirst()
    return gone !== undefined
  })
}

/** Writes the user over the version before, where that is in this organization. */
function updateFrom(organizationId: string, user: User): (transaction: Database) => Promise<boolean> {
  checkKey('fromOrganizationId', organizationId)
  const { id, ...rest } = toUserRow(user)
  return async (transaction) => {
    const updated = await transaction
      .updateTable('launchpad_users')
      .set(rest)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('version', '=', user.version - 1)
      .returning('id')
      .executeTakeFirst()
    return updated !== undefined
  }
}

/** A link holds the organization too, so it is taken off and put on again. */
async function move(
  queries: Queries,
  fromOrganizationId: string,
  user: User,
  events?: readonly EventDraft[],
): Promise<boolean> {
  const update = updateFrom(fromOrganizationId, user)
  return writeWith(queries, events, async (transaction) => {
    const links = await transaction
      .deleteFrom('launchpad_links')
      .where('organization_id', '=', fromOrganizationId)
      .where('user_id', '=', user.id)
      .returning(['connection_id', 'subject', 'user_id'])
      .execute()
    if (!(await update(transaction))) return false
    const moved = links.map((row) => ({ ...row, organization_id: user.organizationId }))
    if (moved.length > 0) await transaction.insertInto('launchpad_links').values(moved).execute()
    return true
  })
}

/** What belongs to the row goes with it. */
async function remove(
  queries: Queries,
  organizationId: string,
  userId: string,
  events?: readonly EventDraft[],
): Promise<boolean> {
  if (!isKey(organizationId) || !isKey(userId)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_users')
      .where('organization_id', '=', organizationId)
      .where('id', '=', userId)
      .returning('id')
      .executeTakeFirst()
    return gone !== undefined
  })
}
