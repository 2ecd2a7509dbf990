import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'
import type { Organization } from '../model/organization.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { Users } from '../ports/store.ts'

/** @see saml-core-2.0-os, section 8.3.8 */
const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

/**
 * The user an identity belongs to: the one linked to its subject, else the one of the organization with its e-mail
 * address (linked from then on), else a new one. An address alone never leads to a user whom the connection already knows
 * under another subject: addresses are given to other people, subjects are not.
 *
 * @throws AuthError USER_INACTIVE, USER_CONFLICT
 */
export async function admit(identity: Identity, organization: Organization, users: Users, now: Date): Promise<User> {
  const link: SubjectLink = { connectionId: identity.connectionId, subject: toLinkSubject(identity) }
  const user =
    (await match(identity, organization, link, users)) ?? (await create(identity, organization, link, users, now))
  if (user.organizationId !== organization.id)
    throw new AuthError(
      'USER_INACTIVE',
      `the subject belongs to organization '${user.organizationId}', not '${organization.id}'`,
    )
  if (user.status !== 'active') throw new AuthError('USER_INACTIVE', `user ${user.id} is ${user.status}`)
  return refresh(user, identity, users, now)
}

async function match(
  identity: Identity,
  organization: Organization,
  link: SubjectLink,
  users: Users,
): Promise<User | null> {
  const linked = await users.findByLink(link)
  if (linked !== null || identity.email === null) return linked
  const known = await users.findByEmail(organization.id, identity.email)
  if (known === null || (await users.link(known, link))) return known
  // Another request of the same person may have made the link just now.
  const linkedNow = await users.findByLink(link)
  if (linkedNow !== null) return linkedNow
  throw new AuthError(
    'USER_CONFLICT',
    `user ${known.id} has the address, and another subject at '${link.connectionId}'`,
  )
}

/** A transient NameID is a new one at every sign-in; then the address has to be the subject. */
function toLinkSubject({ subject, subjectFormat, email }: Identity): string {
  return subjectFormat === transient && email !== null ? `email:${email}` : subject
}

async function create(
  identity: Identity,
  organization: Organization,
  link: SubjectLink,
  users: Users,
  now: Date,
): Promise<User> {
  const user: User = {
    id: randomUUID(),
    organizationId: organization.id,
    ...profileOf(identity),
    status: 'active',
    source: 'jit',
    roles: [],
    createdAt: now,
    updatedAt: now,
  }
  if (await users.insert(user, link)) return user
  // Two first sign-ins of one person at once: the other one won, so the user is there now.
  const winner = await match(identity, organization, link, users)
  if (winner === null) throw new AuthError('STORE_UNAVAILABLE', 'the user could neither be inserted nor found')
  return winner
}

/** The IdP's word on names and address is newer than ours. */
async function refresh(user: User, identity: Identity, users: Users, now: Date): Promise<User> {
  const profile = profileOf(identity)
  const next: User = {
    ...user,
    email: profile.email ?? user.email,
    name: profile.name ?? user.name,
    firstName: profile.firstName ?? user.firstName,
    lastName: profile.lastName ?? user.lastName,
  }
  const same =
    next.email === user.email &&
    next.name === user.name &&
    next.firstName === user.firstName &&
    next.lastName === user.lastName
  if (same) return user
  const updated: User = { ...next, updatedAt: now }
  if (await users.replace(updated)) return updated
  // The new address belongs to another user of the organization: this one keeps the old.
  const kept: User = { ...updated, email: user.email }
  await users.replace(kept)
  return kept
}

function profileOf(identity: Identity): Pick<User, 'email' | 'name' | 'firstName' | 'lastName'> {
  const { email, firstName, lastName } = identity
  const composed = [firstName, lastName].filter((part) => part !== null).join(' ')
  return { email, firstName, lastName, name: identity.name ?? (composed === '' ? null : composed) }
}
