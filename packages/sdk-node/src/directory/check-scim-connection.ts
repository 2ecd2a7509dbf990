import { AuthError } from '../model/auth-error.ts'
import type { ScimRealm } from './scim-realm.ts'

/** Why the store refused: what a SCIM client keeps needs its connection. @throws AuthError SCIM_UNAUTHORIZED */
export async function checkScimConnection({ store, connectionId }: ScimRealm): Promise<void> {
  if ((await store.connections.find(connectionId)) === null)
    throw new AuthError('SCIM_UNAUTHORIZED', `connection '${connectionId}' was removed while its SCIM client wrote`)
}
