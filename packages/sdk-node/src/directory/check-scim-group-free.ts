import type { Group } from '../model/group.ts'
import { scimConflict } from './scim-conflict.ts'
import type { ScimRealm } from './scim-realm.ts'

/** Why the store refused: another group of the connection has it. @throws AuthError SCIM_CONFLICT */
export async function checkScimGroupFree(
  { id, name, externalId }: Pick<Group, 'id' | 'name' | 'externalId'>,
  { store: { groups }, organizationId, connectionId }: ScimRealm,
): Promise<void> {
  const named = await groups.findByName(organizationId, connectionId, name)
  if (named !== null && named.id !== id) throw scimConflict('displayName', name)
  const known = externalId === null ? null : await groups.findByExternalId(organizationId, connectionId, externalId)
  if (known !== null && externalId !== null && known.id !== id) throw scimConflict('externalId', externalId)
}
