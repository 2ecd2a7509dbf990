import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Users } from '../ports/directory-store.ts'

/** @throws AuthError USER_NOT_FOUND, also for a user of another organization: whoever asks learns nothing of those. */
export async function getUser(users: Pick<Users, 'find'>, organizationId: string, userId: string): Promise<User> {
  const user = await users.find(organizationId, userId)
  if (user === null) throw userNotFound(organizationId, userId)
  return user
}

export function userNotFound(organizationId: string, userId: string): AuthError {
  return new AuthError(
    'USER_NOT_FOUND',
    `wanted a user of organization '${organizationId.slice(0, 80)}', got '${userId.slice(0, 80)}'`,
  )
}
