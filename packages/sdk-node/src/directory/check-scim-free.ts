import type { User } from '../model/user.ts'
import type { UniqueField } from './admission-visit.ts'
import { findByField } from './find-match.ts'
import { scimConflict, scimNames } from './scim-conflict.ts'
import type { ScimRealm } from './scim-realm.ts'

const fields: readonly UniqueField[] = ['username', 'externalId', 'email']

/**
 * Why the store refused: somebody of the organization, or of the same connection in another one of the family, has it.
 *
 * @throws AuthError SCIM_CONFLICT
 */
export async function checkScimFree(user: User, realm: ScimRealm): Promise<void> {
  for (const field of fields) {
    const value = user[field]
    if (value === null) continue
    const holders = [
      await findOfRealm(field, value, realm),
      await findByField(realm.store.users, user.organizationId, field, value),
    ]
    if (holders.some((holder) => holder !== null && holder.id !== user.id)) throw scimConflict(scimNames[field], value)
  }
}

async function findOfRealm(
  field: UniqueField,
  value: string,
  { store, connectionId }: ScimRealm,
): Promise<User | null> {
  switch (field) {
    case 'username':
      return store.users.findOfScim(connectionId, { username: value })
    case 'externalId':
      return store.users.findOfScim(connectionId, { externalId: value })
    // Addresses are only unique in one organization.
    case 'email':
      return null
  }
}
