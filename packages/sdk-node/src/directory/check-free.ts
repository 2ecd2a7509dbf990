import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Users } from '../ports/directory-store.ts'

/** Why the store refused. @throws AuthError USER_CONFLICT naming what somebody else in the organization has */
export async function checkFree(user: User, users: Users): Promise<void> {
  const held = [
    { name: 'email', value: user.email, find: users.findByEmail },
    { name: 'username', value: user.username, find: users.findByUsername },
    { name: 'externalId', value: user.externalId, find: users.findByExternalId },
  ]
  for (const { name, value, find } of held) {
    const holder = value === null ? null : await find(user.organizationId, value)
    if (holder !== null && holder.id !== user.id)
      throw new AuthError(
        'USER_CONFLICT',
        `${name}: wanted one that nobody else in organization '${user.organizationId}' has, got that of user ${holder.id}`,
      )
  }
}
