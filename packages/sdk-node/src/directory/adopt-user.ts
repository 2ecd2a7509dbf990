import type { User } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import { checkScimAddress } from './check-scim-address.ts'
import { checkScimFree } from './check-scim-free.ts'
import type { ScimRealm } from './scim-realm.ts'
import { withScimDraft } from './to-scim-user.ts'
import { unlinkRenamed } from './unlink-renamed.ts'
import { userChanged } from './user-events.ts'

/**
 * From now on the SCIM client keeps the profile of somebody who was there without it. Id, links, groups and role stay.
 *
 * @returns null: somebody else wrote them in between
 * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID
 */
export async function adoptUser(before: User, draft: ScimUserDraft, realm: ScimRealm): Promise<User | null> {
  await checkScimAddress(before, draft, realm)
  const after = withScimDraft(before, draft, realm)
  const step = { before, after, groupId: null }
  if (await realm.store.users.replace(after, userChanged(step, realm.writer))) {
    await unlinkRenamed(before, after, realm)
    return after
  }
  await checkScimFree(after, realm)
  return null
}
