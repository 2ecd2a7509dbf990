import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'
import { toProfile } from './to-profile.ts'

/**
 * The user with what the identity says now; it is newer than ours, and what it does not say stays. An address or username that
 * another user has is left with that one. A profile that SCIM keeps is SCIM's. Who was invited has now come.
 */
export function refreshUser(user: User, { identity, connection, taken }: Visit): User {
  const status = user.status === 'invited' ? 'active' : user.status
  if (user.source === 'scim') return { ...user, status }
  const profile = toProfile(identity, connection.provisioning)
  const username = taken.has('username') ? null : profile.username
  return {
    ...user,
    status,
    email: (taken.has('email') ? null : profile.email) ?? user.email,
    username: isSameUsername(username, user.username, connection.provisioning) ? user.username : username,
    name: profile.name ?? user.name,
    firstName: profile.firstName ?? user.firstName,
    lastName: profile.lastName ?? user.lastName,
  }
}

/** Another spelling is no news where the policy does not tell spellings apart: the app may know the person by its own. */
function isSameUsername(sent: string | null, ours: string | null, { caseSensitive }: ProvisioningPolicy): boolean {
  return sent === null || sent === ours || (!caseSensitive && sent.toLowerCase() === ours?.toLowerCase())
}
