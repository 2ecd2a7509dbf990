import type { Identity } from '../model/identity.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type { User } from '../model/user.ts'
import { toCriterion } from './to-criterion.ts'

/** What an identity provider tells of a person, and our records keep. */
export type Profile = Pick<User, 'email' | 'username' | 'name' | 'firstName' | 'lastName'>

/** The identity as we keep it. Where the NameID is matched with usernames, it is the username. */
export function toProfile(identity: Identity, policy: ProvisioningPolicy): Profile {
  const { email, firstName, lastName } = identity
  const composed = [firstName, lastName].filter((part) => part !== null).join(' ')
  const criterion = toCriterion(identity, policy)
  const username = criterion.field === 'username' ? criterion.value : identity.username
  return {
    email,
    username: username === '' ? null : username,
    firstName,
    lastName,
    name: identity.name ?? (composed === '' ? null : composed),
  }
}
