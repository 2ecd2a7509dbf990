import type { Database } from './database.ts'

/** The users and groups of an organization with all that is theirs, and the mappings that lead into it. */
export async function forgetDirectoryOf(transaction: Database, organizationId: string): Promise<void> {
  await transaction.deleteFrom('launchpad_role_mappings').where('target_organization_id', '=', organizationId).execute()
  await transaction.deleteFrom('launchpad_groups').where('organization_id', '=', organizationId).execute()
  await transaction.deleteFrom('launchpad_users').where('organization_id', '=', organizationId).execute()
}

/** The groups that a connection sent, and whom it linked: also people of sub-organizations. */
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
}
