import type { SubjectLink, User } from '../../model/user.ts'
import type { Users } from '../../ports/store.ts'
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
    insert: (user, link) => insert(queries, user, link),
    link: (user, link) => addLink(queries, user, link),
    replace: (user) => replace(queries, user),
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

async function insert({ transact }: Queries, user: User, link: SubjectLink): Promise<boolean> {
  const [userRow, linkRow] = [toUserRow(user), toLinkRow(user, link)]
  return unlessRefused(() =>
    transact(async (transaction) => {
      await transaction.insertInto('launchpad_users').values(userRow).execute()
      await transaction.insertInto('launchpad_links').values(linkRow).execute()
      return true
    }),
  )
}

async function addLink({ run }: Queries, user: User, link: SubjectLink): Promise<boolean> {
  const row = toLinkRow(user, link)
  return unlessRefused(async () => {
    await run((db) => db.insertInto('launchpad_links').values(row).execute())
    return true
  })
}

async function replace({ run }: Queries, user: User): Promise<boolean> {
  const { id, organization_id: organizationId, ...rest } = toUserRow(user)
  const update = (db: Database) =>
    db
      .updateTable('launchpad_users')
      .set(rest)
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
  return unlessRefused(async () => (await run(update)) !== undefined)
}

/** What the tables refuse is an answer: the row is there already, or the user it belongs to is not. */
async function unlessRefused(write: () => Promise<boolean>): Promise<boolean> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error) || isForeignKeyViolation(error)) return false
    throw error
  }
}
