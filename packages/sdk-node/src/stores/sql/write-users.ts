import type { Insertable } from 'kysely'
import type { EventDraft } from '../../model/event.ts'
import type { SubjectLink, User } from '../../model/user.ts'
import type { Users } from '../../ports/directory-store.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { forgetSessionsOf } from './forget-sessions.ts'
import { keepScimUser, keepRemovedUser } from './keep-scim-user.ts'
import type { UsersTable } from './tables/users.ts'
import { toLinkRow, toUserRow } from './user-rows.ts'
import { checkKey, isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** What changes people's rows, and what follows from it for SCIM. */
export function writeUsers(queries: Queries): Pick<Users, 'insert' | 'replace' | 'move' | 'remove'> {
  return {
    insert: (user, link, events) => insert(queries, user, link, events),
    replace: async (user, events) => writeWith(queries, events, updateFrom(user.organizationId, user)),
    move: (fromOrganizationId, user, events) => move(queries, fromOrganizationId, user, events),
    remove: (organizationId, userId, events) => remove(queries, organizationId, userId, events),
  }
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
    await keepScimUser(transaction, null, userRow)
    return true
  })
}

/** Writes the user over the version before, where that is in this organization. */
function updateFrom(organizationId: string, user: User): (transaction: Database) => Promise<boolean> {
  checkKey('fromOrganizationId', organizationId)
  const row = toUserRow(user)
  return async (transaction) => {
    const update = updateOf(transaction, organizationId, row)
    // Mostly nothing follows from it, and that is seen without reading the row first.
    const updated = await update
      .where('scim_connection_id', row.scim_connection_id === null ? 'is' : '=', row.scim_connection_id)
      .where('scim_emails', row.scim_emails === null ? 'is' : '=', row.scim_emails)
      .executeTakeFirst()
    if (updated !== undefined) return true
    const before = await transaction
      .selectFrom('launchpad_users')
      .select(['id', 'scim_connection_id', 'scim_emails'])
      .where('organization_id', '=', organizationId)
      .where('id', '=', row.id)
      .where('version', '=', user.version - 1)
      .executeTakeFirst()
    if (before === undefined || (await update.executeTakeFirst()) === undefined) return false
    await keepScimUser(transaction, before, row)
    return true
  }
}

function updateOf(transaction: Database, organizationId: string, { id, ...rest }: Required<Insertable<UsersTable>>) {
  return transaction
    .updateTable('launchpad_users')
    .set(rest)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('version', '=', rest.version - 1)
    .returning('id')
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
    if (fromOrganizationId !== user.organizationId) await forgetSessionsOf(transaction, fromOrganizationId, user.id)
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
      .returning(['id', 'scim_connection_id', 'external_id', 'status'])
      .executeTakeFirst()
    if (gone === undefined) return false
    await forgetSessionsOf(transaction, organizationId, userId)
    await keepRemovedUser(transaction, gone)
    return true
  })
}
