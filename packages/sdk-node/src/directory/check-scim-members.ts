import { AuthError } from '../model/auth-error.ts'
import { isOfRealm, type ScimRealm } from './scim-realm.ts'

const batchSize = 1000

/**
 * Members are people of this connection: not a group, which is never nested, and nobody of whom the client knows nothing.
 *
 * @throws AuthError SCIM_VALUE_INVALID
 */
export async function checkScimMembers(userIds: readonly string[], realm: ScimRealm): Promise<void> {
  for (let start = 0; start < userIds.length; start += batchSize) {
    const wanted = userIds.slice(start, start + batchSize)
    const found = (await realm.store.users.findMany(wanted)).filter((user) => isOfRealm(user, realm))
    const ids = new Set(found.map(({ id }) => id))
    const missing = wanted.find((userId) => !ids.has(userId))
    if (missing !== undefined)
      throw new AuthError(
        'SCIM_VALUE_INVALID',
        `members: wanted ids of users of this connection (groups are never nested), got '${missing.slice(0, 80)}'`,
      )
  }
}
