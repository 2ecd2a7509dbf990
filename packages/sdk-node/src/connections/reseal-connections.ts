import { AuthError } from '../model/auth-error.ts'
import { changeConnection } from './change-connection.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { getOwner } from './get-connection.ts'
import { resealSecrets } from './sealed-secrets.ts'

/**
 * Without an event: nothing that anybody set is different.
 *
 * @returns how many were saved
 * @throws AuthError ORGANIZATION_NOT_FOUND, CONFIG_INVALID when a secret is gone with which something is still sealed
 */
export async function resealConnections(organizationId: string, tools: ConnectionTools): Promise<number> {
  await getOwner(organizationId, tools)
  let saved = 0
  for (const { id } of await tools.store.connections.list(organizationId))
    if (await resealOne(organizationId, id, tools)) saved += 1
  return saved
}

async function resealOne(organizationId: string, connectionId: string, tools: ConnectionTools): Promise<boolean> {
  let isStale = false
  try {
    await changeConnection(organizationId, connectionId, tools, (record) => {
      const sealedSecrets = resealSecrets(record, tools.secretBox)
      isStale = sealedSecrets !== null
      return isStale ? { record: { ...record, sealedSecrets }, events: [] } : null
    })
    return isStale
  } catch (error) {
    // Removed meanwhile.
    if (error instanceof AuthError && error.code === 'CONNECTION_NOT_FOUND') return false
    throw error
  }
}
