import type { Selectable } from 'kysely'
import { batchesOf } from './batches-of.ts'
import type { Database } from './database.ts'
import { countScim } from './scim-counts.ts'
import type { UsersTable } from './tables/users.ts'

/** What of a user's row is written elsewhere too. */
export type ScimOfUser = Pick<Selectable<UsersTable>, 'id' | 'scim_connection_id' | 'scim_emails'>

/**
 * Writes under which addresses a SCIM user is found, and how many the connection has: what follows from the user's row.
 *
 * @param before null: the user is new.
 */
export async function keepScimUser(transaction: Database, before: ScimOfUser | null, after: ScimOfUser): Promise<void> {
  const [from, to] = [before?.scim_connection_id ?? null, after.scim_connection_id]
  if (from !== to || before?.scim_emails !== after.scim_emails) {
    if (from !== null) await transaction.deleteFrom('launchpad_scim_emails').where('user_id', '=', after.id).execute()
    if (to !== null) await addEmails(transaction, to, after)
  }
  await countScim(transaction, 'user', [
    { connectionId: from, by: -1 },
    { connectionId: to, by: 1 },
  ])
}

async function addEmails(
  transaction: Database,
  connectionId: string,
  { id, scim_emails: emails }: ScimOfUser,
): Promise<void> {
  for (const some of batchesOf(JSON.parse(emails ?? '[]') as readonly string[]))
    await transaction
      .insertInto('launchpad_scim_emails')
      .values(some.map((key) => ({ connection_id: connectionId, email_key: key, user_id: id })))
      .execute()
}

/** The same for a user who is gone, with the addresses: who it was, should the SCIM client send them again. */
export async function keepRemovedUser(
  transaction: Database,
  {
    id,
    scim_connection_id: connectionId,
    external_id: externalId,
    status,
  }: Pick<Selectable<UsersTable>, 'id' | 'scim_connection_id' | 'external_id' | 'status'>,
): Promise<void> {
  await transaction.deleteFrom('launchpad_scim_removed').where('user_id', '=', id).execute()
  if (connectionId === null) return
  const what = { user_id: id, is_blocked: status === 'blocked' ? 1 : 0 }
  if (externalId !== null)
    await transaction
      .insertInto('launchpad_scim_removed')
      .values({ connection_id: connectionId, external_id: externalId, ...what })
      .onConflict((same) => same.columns(['connection_id', 'external_id']).doUpdateSet(what))
      .execute()
  await countScim(transaction, 'user', [{ connectionId, by: -1 }])
}
