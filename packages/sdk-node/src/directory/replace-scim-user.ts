import type { User } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import { checkScimAddress } from './check-scim-address.ts'
import { checkScimFree } from './check-scim-free.ts'
import type { ScimRealm } from './scim-realm.ts'
import { withScimDraft } from './to-scim-user.ts'
import { unlinkRenamed } from './unlink-renamed.ts'
import { userChanged } from './user-events.ts'

/**
 * The same person with what the client sends now, in whatever organization their role has put them.
 *
 * @returns as they are; null: somebody else wrote them in between
 * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID
 */
export async function replaceScimUser(before: User, draft: ScimUserDraft, realm: ScimRealm): Promise<User | null> {
  const { users } = realm.store
  const after = withScimDraft(before, draft, realm)
  const events = userChanged({ before, after, groupId: null }, realm.writer)
  if (events.length === 0) return before
  await checkScimAddress(before, draft, realm)
  if (await users.replace(after, events)) {
    await unlinkRenamed(before, after, realm)
    return after
  }
  const stored = await users.find(before.organizationId, before.id)
  if (stored?.version === before.version) await checkScimFree(after, realm)
  return null
}
