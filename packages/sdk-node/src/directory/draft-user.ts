import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'
import { toCriterion } from './to-criterion.ts'
import { toProfile } from './to-profile.ts'

/**
 * The user to be, as the identity says. A username is left out when somebody else has it; an address and the match key are not:
 * without them the next one who comes with them would be taken for this person.
 *
 * @throws AuthError USER_CONFLICT
 */
export function draftUser({ identity, connection, organization, now, taken }: Visit): User {
  const profile = toProfile(identity, connection.provisioning)
  const criterion = toCriterion(identity, connection.provisioning)
  const missing = [...taken].find((field) => field !== 'username' || criterion.field === 'username')
  if (missing !== undefined)
    throw new AuthError('USER_CONFLICT', `wanted a new user, but another user of the organization has the ${missing}`)
  return {
    id: randomUUID(),
    organizationId: organization.id,
    ...profile,
    username: taken.has('username') ? null : profile.username,
    externalId: criterion.field === 'externalId' ? criterion.value : null,
    status: 'active',
    source: 'jit',
    roles: [],
    roleSource: null,
    scimConnectionId: null,
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}
