import { tryThrice } from '../model/try-thrice.ts'
import type { User } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import { adoptUser } from './adopt-user.ts'
import { checkScimAddress } from './check-scim-address.ts'
import { checkScimConnection } from './check-scim-connection.ts'
import { listFamily } from './families.ts'
import { findScimMatch } from './find-scim-match.ts'
import { scimConflict } from './scim-conflict.ts'
import type { ScimRealm } from './scim-realm.ts'
import { toScimUser } from './to-scim-user.ts'
import { userCreated } from './user-events.ts'

/**
 * Somebody new, unless they are there already: who came without SCIM is taken over, who was removed comes back under their id. The
 * store's unique keys decide; of two clients that send the same person at once, one makes them.
 *
 * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID, SCIM_UNAUTHORIZED (the connection was removed meanwhile), WRITE_CONFLICT
 */
export async function createScimUser(draft: ScimUserDraft, realm: ScimRealm): Promise<User> {
  const { ids } = await listFamily(realm.store, realm.organizationId)
  return tryThrice('the user to be', async () => {
    // Keys are unique in one organization: of people in the others the store does not tell.
    const elsewhere = ids.length > 1 ? await findScimMatch(draft, ids, realm) : null
    const made = elsewhere === null ? await insert(draft, realm) : null
    if (made !== null) return made
    await checkScimConnection(realm)
    await checkNotHere(draft, realm)
    const match = elsewhere ?? (await findScimMatch(draft, ids, realm))
    return match && adoptUser(match, draft, realm)
  })
}

async function insert(draft: ScimUserDraft, realm: ScimRealm): Promise<User | null> {
  const { store, connectionId, writer } = realm
  await checkScimAddress(null, draft, realm)
  const { externalId } = draft
  const before = externalId === null ? null : await store.users.findRemovedOfScim(connectionId, externalId)
  const user = toScimUser(draft, before, realm)
  return (await store.users.insert(user, null, [userCreated(user, writer)])) ? user : null
}

/** @throws AuthError SCIM_CONFLICT for who is at this connection already */
async function checkNotHere(
  { username, externalId }: ScimUserDraft,
  { store, connectionId }: ScimRealm,
): Promise<void> {
  if ((await store.users.findOfScim(connectionId, { username })) !== null) throw scimConflict('userName', username)
  if (externalId !== null && (await store.users.findOfScim(connectionId, { externalId })) !== null)
    throw scimConflict('externalId', externalId)
}
