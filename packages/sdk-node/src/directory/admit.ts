import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'
import type { SubjectLink, User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import { admissionEvents, type Admission, type AdmissionEvents } from './admission-events.ts'

/** @see saml-core-2.0-os, section 8.3.8 */
const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

/** One admission on its way. */
interface Visit extends Admission {
  readonly link: SubjectLink
  readonly store: Pick<Store, 'users' | 'events'>
  readonly drafts: AdmissionEvents
}

/**
 * The user an identity belongs to: the one linked to its subject, else the one of the organization with its e-mail
 * address (linked from then on), else a new one. An address alone never leads to a user whom the connection already knows
 * under another subject: addresses are given to other people, subjects are not.
 *
 * That the person came in is an event, and is written with whatever else the admission writes. Nobody comes in without it.
 *
 * @throws AuthError USER_INACTIVE, USER_CONFLICT
 */
export async function admit(admission: Admission, store: Visit['store']): Promise<User> {
  const { identity } = admission
  const link: SubjectLink = { connectionId: identity.connectionId, subject: toLinkSubject(identity) }
  const visit = { ...admission, link, store, drafts: admissionEvents(admission) }
  return (await admitKnown(visit)) ?? create(visit)
}

/** Null when the organization knows neither the subject nor the address. */
async function admitKnown(visit: Visit): Promise<User | null> {
  const { identity, organization, link, store } = visit
  const linked = await store.users.findByLink(link)
  if (linked !== null) return admitLinked(linked, visit)
  if (identity.email === null) return null
  const known = await store.users.findByEmail(organization.id, identity.email)
  return known === null ? null : admitByEmail(known, visit)
}

async function admitLinked(user: User, visit: Visit): Promise<User> {
  checkMayEnter(user, visit)
  const updated = refresh(user, visit)
  if (updated !== null) return save(user, updated, visit)
  await visit.store.events.append([visit.drafts.succeeded(user)])
  return user
}

async function admitByEmail(user: User, visit: Visit): Promise<User> {
  checkMayEnter(user, visit)
  const { link, store, drafts } = visit
  const updated = refresh(user, visit)
  const events = [drafts.linked(user, link), ...(updated === null ? [drafts.succeeded(user)] : [])]
  if (await store.users.link(user, link, events)) return updated === null ? user : save(user, updated, visit)
  // Another request of the same person may have made the link just now.
  const linkedNow = await store.users.findByLink(link)
  if (linkedNow !== null) return admitLinked(linkedNow, visit)
  throw new AuthError('USER_CONFLICT', `user ${user.id} has the address, and another subject at '${link.connectionId}'`)
}

function checkMayEnter(user: User, { organization }: Visit): void {
  if (user.organizationId !== organization.id)
    throw new AuthError(
      'USER_INACTIVE',
      `the subject belongs to organization '${user.organizationId}', not '${organization.id}'`,
    )
  if (user.status !== 'active') throw new AuthError('USER_INACTIVE', `user ${user.id} is ${user.status}`)
}

/** A transient NameID is a new one at every sign-in; then the address has to be the subject. */
function toLinkSubject({ subject, subjectFormat, email }: Identity): string {
  return subjectFormat === transient && email !== null ? `email:${email}` : subject
}

async function create(visit: Visit): Promise<User> {
  const { identity, organization, link, store, drafts, now } = visit
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
  if (await store.users.insert(user, link, [drafts.created(user), drafts.succeeded(user)])) return user
  // Two first sign-ins of one person at once: the other one won, so the user is there now.
  const winner = await admitKnown(visit)
  if (winner === null) throw new AuthError('STORE_UNAVAILABLE', 'the user could neither be inserted nor found')
  return winner
}

/** The IdP's word on names and address is newer than ours. Null when it says nothing new. */
function refresh(user: User, { identity, now }: Visit): User | null {
  const profile = profileOf(identity)
  const next: User = {
    ...user,
    email: profile.email ?? user.email,
    name: profile.name ?? user.name,
    firstName: profile.firstName ?? user.firstName,
    lastName: profile.lastName ?? user.lastName,
  }
  return isSame(next, user) ? null : { ...next, updatedAt: now }
}

function isSame(one: User, other: User): boolean {
  return (
    one.email === other.email &&
    one.name === other.name &&
    one.firstName === other.firstName &&
    one.lastName === other.lastName
  )
}

async function save(before: User, after: User, { store, drafts }: Visit): Promise<User> {
  const write = (user: User): Promise<boolean> =>
    store.users.replace(user, [drafts.updated(before, user), drafts.succeeded(user)])
  if (await write(after)) return after
  // The new address belongs to another user of the organization: this one keeps the old.
  const kept: User = { ...after, email: before.email }
  if (isSame(kept, before)) {
    await store.events.append([drafts.succeeded(before)])
    return before
  }
  if (await write(kept)) return kept
  throw new AuthError('STORE_UNAVAILABLE', `user ${before.id} could not be replaced: wanted it to be there, it is not`)
}

function profileOf(identity: Identity): Pick<User, 'email' | 'name' | 'firstName' | 'lastName'> {
  const { email, firstName, lastName } = identity
  const composed = [firstName, lastName].filter((part) => part !== null).join(' ')
  return { email, firstName, lastName, name: identity.name ?? (composed === '' ? null : composed) }
}
