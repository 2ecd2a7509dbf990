import type { EventDraft } from '../../model/event.ts'
import type { SubjectLink, User } from '../../model/user.ts'
import type { Users } from '../../ports/store.ts'
import { appendEvents } from './append-events.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { isForeignKeyViolation, isUniqueViolation } from './failures.ts'
import { toLinkRow, toUser, toUserRow, userColumns } from './user-rows.ts'
import { isKey } from './values.ts'

/** People in two tables. Every query names the organization, or comes from a link that does. */
export function sqlUsers(queries: Queries): Users {
  return Object.freeze({
    find: (organizationId, userId) => findBy(queries, organizationId, 'id', userId),
    findByEmail: (organizationId, email) => findBy(queries, organizationId, 'email', email),
    findByLink: (link) => findByLink(queries, link),
    insert: (user, link, events) => insert(queries, user, link, events),
    link: (user, link, events) => addLink(queries, user, link, events),
    replace: (user, events) => replace(queries, user, events),
  } satisfies Users)
}

const selectUsers = (db: Database) => db.selectFrom('launchpad_users').select(userColumns)

async function findBy(
  { run }: Queries,
  organizationId: string,
  column: 'id' | 'email',
  value: string,
): Promise<User | null> {
  if (!isKey(organizationId) || !isKey(value)) return null
  const row = await run((db) =>
    selectUsers(db).where('organization_id', '=', organizationId).where(column, '=', value).executeTakeFirst(),
  )
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
  link: SubjectLink,
  events?: readonly EventDraft[],
): Promise<boolean> {
  const [userRow, linkRow] = [toUserRow(user), toLinkRow(user, link)]
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_users').values(userRow).execute()
    await transaction.insertInto('launchpad_links').values(linkRow).execute()
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

async function replace(queries: Queries, user: User, events?: readonly EventDraft[]): Promise<boolean> {
  const { id, organization_id: organizationId, ...rest } = toUserRow(user)
  return writeWith(queries, events, async (transaction) => {
    const replaced = await transaction
      .updateTable('launchpad_users')
      .set(rest)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return replaced !== undefined
  })
}

/**
 * The write and its events, or neither. What the tables refuse is an answer: the row is there already, or the user it
 * belongs to is not. The events come last, because their organization's log is locked from then on.
 */
async function writeWith(
  { transact }: Queries,
  events: readonly EventDraft[] | undefined,
  write: (transaction: Database) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await transact(async (transaction) => {
      if (!(await write(transaction))) return false
      await appendEvents(transaction, events ?? [])
      return true
    })
  } catch (error) {
    if (isUniqueViolation(error) || isForeignKeyViolation(error)) return false
    throw error
  }
}
