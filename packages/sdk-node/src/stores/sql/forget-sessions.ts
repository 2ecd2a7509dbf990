import type { Database } from './database.ts'

/** All of an organization, or those of one of its people. */
export async function forgetSessionsOf(
  transaction: Database,
  organizationId: string,
  userId: string | null = null,
): Promise<void> {
  await transaction
    .deleteFrom('launchpad_sessions')
    .where('organization_id', '=', organizationId)
    .$if(userId !== null, (query) => query.where('user_id', '=', userId ?? ''))
    .execute()
}
