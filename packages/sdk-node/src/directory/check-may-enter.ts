import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'

/**
 * Who is switched off, not accepted yet or of another family does not come in.
 *
 * @throws AuthError USER_PENDING, USER_INACTIVE
 */
export async function checkMayEnter(user: User, { organization, family }: Visit): Promise<void> {
  if ((await family.find(user.organizationId)) === null)
    throw new AuthError(
      'USER_INACTIVE',
      `the subject belongs to organization '${user.organizationId}', not '${organization.id}'`,
    )
  switch (user.status) {
    case 'active':
    case 'invited':
      return
    case 'pending':
      throw new AuthError('USER_PENDING', `user ${user.id} is pending: wanted somebody who was accepted`)
    case 'inactive':
    case 'blocked':
      throw new AuthError('USER_INACTIVE', `user ${user.id} is ${user.status}`)
  }
}
