import type { EventDraft } from '../../model/event.ts'
import type { SubjectLink, User } from '../../model/user.ts'
import type { Users } from '../../ports/directory-store.ts'
import type { Queries } from './engine.ts'
import { toLinkRow, toUser, userColumns } from './user-rows.ts'
import { isKey } from './values.ts'
import { writeWith } from './write-with.ts'

/** Who people are at their connections. */
export function userLinks(queries: Queries): Pick<Users, 'findByLink' | 'link' | 'listLinks' | 'unlink'> {
  return {
    findByLink: (link) => findByLink(queries, link),
    link: (user, link, events) => addLink(queries, user, link, events),
    listLinks: (organizationId, userId) => listLinks(queries, organizationId, userId),
    unlink: (user, connectionId, events) => unlink(queries, user, connectionId, events),
  }
}

async function findByLink({ run }: Queries, { connectionId, subject }: SubjectLink): Promise<User | null> {
  if (!isKey(connectionId) || !isKey(subject)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_users')
      .select(userColumns)
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
