import { sql } from 'kysely'
import type { Database } from './database.ts'
import { forgetSessionsOf } from './forget-sessions.ts'
import { countScim } from './scim-counts.ts'

/** The users, sessions and groups of an organization with all that is theirs, the mappings that lead into it, and whom its connections keep elsewhere. */
export async function forgetDirectoryOf(transaction: Database, organizationId: string): Promise<void> {
  await transaction.deleteFrom('launchpad_role_mappings').where('target_organization_id', '=', organizationId).execute()
  await forgetSessionsOf(transaction, organizationId)
  const groups = await transaction
    .deleteFrom('launchpad_groups')
    .where('organization_id', '=', organizationId)
    .returning('scim_connection_id')
    .execute()
  await transaction
    .deleteFrom('launchpad_scim_removed')
    .where('user_id', 'in', (users) =>
      users.selectFrom('launchpad_users').select('id').where('organization_id', '=', organizationId),
    )
    .execute()
  const users = await transaction
    .deleteFrom('launchpad_users')
    .where('organization_id', '=', organizationId)
    .returning('scim_connection_id')
    .execute()
  for (const [kind, gone] of [
    ['group', groups],
    ['user', users],
  ] as const)
    await countScim(
      transaction,
      kind,
      gone.map((row) => ({ connectionId: row.scim_connection_id, by: -1 })),
    )
  const connections = await transaction
    .selectFrom('launchpad_connections')
    .select('id')
    .where('organization_id', '=', organizationId)
    .execute()
  for (const { id } of connections) await forgetConnectionIn(transaction, organizationId, id)
}

/** The groups that a connection sent, whom it linked, and its hold on its SCIM users: also people of sub-organizations. */
export async function forgetConnectionIn(
  transaction: Database,
  organizationId: string,
  connectionId: string,
): Promise<void> {
  await transaction
    .deleteFrom('launchpad_groups')
    .where('organization_id', '=', organizationId)
    .where('connection_id', '=', connectionId)
    .execute()
  await transaction.deleteFrom('launchpad_links').where('connection_id', '=', connectionId).execute()
  await transaction.deleteFrom('launchpad_scim_emails').where('connection_id', '=', connectionId).execute()
  // One version on: whoever was about to write them as SCIM's comes too late.
  await transaction
    .updateTable('launchpad_users')
    .set({
      source: 'manual',
      scim_connection_id: null,
      scim_attributes: null,
      scim_emails: null,
      version: sql<number>`version + 1`,
    })
    .where('scim_connection_id', '=', connectionId)
    .execute()
}
