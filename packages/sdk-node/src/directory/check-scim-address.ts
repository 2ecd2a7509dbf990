import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import type { ScimRealm } from './scim-realm.ts'

/**
 * Refuses a new address in a domain that other connections serve: whoever owns it and signs in there would be taken for this person. One that
 * was there before stays, so that people can still be switched off after their domain was given to another connection.
 *
 * @param before null: somebody new
 * @throws AuthError SCIM_VALUE_INVALID
 */
export async function checkScimAddress(
  before: Pick<User, 'email'> | null,
  { email }: Pick<ScimUserDraft, 'email'>,
  { isServedByOthers }: ScimRealm,
): Promise<void> {
  if (email === null || email === before?.email) return
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (await isServedByOthers(domain))
    throw new AuthError(
      'SCIM_VALUE_INVALID',
      `emails: wanted an address in a domain that no other connection serves, got one in '${domain.slice(0, 80)}'`,
    )
}
