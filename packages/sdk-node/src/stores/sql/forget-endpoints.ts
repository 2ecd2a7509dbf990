import type { Database } from './database.ts'

/** Who is told of one organization, with what is on its way to them. Those who are told of every organization stay. */
export async function forgetEndpointsOf(transaction: Database, organizationId: string): Promise<void> {
  await transaction.deleteFrom('launchpad_webhook_endpoints').where('organization_id', '=', organizationId).execute()
}
