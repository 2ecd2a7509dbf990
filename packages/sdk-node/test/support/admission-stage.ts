import { admit } from '../../src/directory/admit.ts'
import type { Admission, AdmissionStore, Admitted } from '../../src/directory/admission.ts'
import { nowhere } from '../../src/model/draft-event.ts'
import type { AuthEvent } from '../../src/model/event.ts'
import type { Group } from '../../src/model/group.ts'
import type { Identity } from '../../src/model/identity.ts'
import type { Organization, OrganizationRecord, OrganizationSettings } from '../../src/model/organization.ts'
import { defaultProvisioning, type ProvisioningPolicy } from '../../src/model/provisioning.ts'
import type { User } from '../../src/model/user.ts'
import type { Store } from '../../src/ports/store.ts'

export const now: Date = new Date('2030-01-01T00:00:00Z')
export const acme: Organization = { id: 'acme', name: 'Acme' }
export const globex: Organization = { id: 'globex', name: 'Globex' }

/** What Acme's identity provider proves about Ana. */
function anaSays(over: Partial<Identity> = {}): Identity {
  return {
    connectionId: 'acme',
    issuer: 'i',
    subject: 's1',
    subjectFormat: null,
    nameId: 's1',
    email: 'ana@acme.test',
    emailVerified: null,
    username: null,
    firstName: 'Ana',
    lastName: 'Souza',
    name: null,
    groups: [],
    groupsComplete: true,
    attributes: {},
    authenticatedAt: null,
    authenticationContext: null,
    authenticationMethods: [],
    sessionIndex: null,
    sessionExpiresAt: null,
    ...over,
  }
}

/** Who comes, and by what. */
export interface Arrival extends Partial<
  Pick<Admission, 'organization' | 'onSignIn' | 'now' | 'loginId' | 'isServedByOthers' | 'mayVouchFor'>
> {
  readonly identity?: Partial<Identity>
  readonly policy?: Partial<ProvisioningPolicy>
}

/** Lets Ana in at Acme, unless it is said otherwise. */
export async function arrive(store: AdmissionStore, arrival: Arrival = {}): Promise<Admitted> {
  const identity = anaSays(arrival.identity)
  const { organization = acme, onSignIn = null, policy, loginId = 'login-1', now: at = now } = arrival
  const { isServedByOthers = async () => false, mayVouchFor = async () => false } = arrival
  const provisioning = { ...defaultProvisioning, ...policy }
  const checkPolicy = (): void => undefined
  const connection = { id: identity.connectionId, provisioning }
  return admit(
    {
      identity,
      connection,
      organization,
      loginId,
      origin: nowhere,
      now: at,
      onSignIn,
      isServedByOthers,
      mayVouchFor,
      checkPolicy,
    },
    store,
  )
}

/** A user who was there before. */
function userThere(over: Partial<User> = {}): User {
  return {
    id: 'u1',
    organizationId: 'acme',
    email: null,
    username: null,
    externalId: null,
    name: null,
    firstName: null,
    lastName: null,
    status: 'active',
    source: 'manual',
    scimConnectionId: null,
    scimAttributes: null,
    roles: [],
    roleSource: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
    ...over,
  }
}

export async function putUser(store: Store, over: Partial<User> = {}): Promise<User> {
  const user = userThere(over)
  if (!(await store.users.insert(user, null))) throw new Error(`user ${user.id} is not free`)
  return user
}

/** Acme and its two subs, as records. */
export async function putFamily(store: Store, settings: Partial<OrganizationSettings> = {}): Promise<void> {
  const all = { passwordSignIn: true, roleRequired: false, rolePriority: [], ...settings }
  await putOrganization(store, { id: 'acme', name: 'Acme Inc.', settings: all })
  for (const id of ['acme-north', 'acme-south'])
    await putOrganization(store, { id, name: id, parentId: 'acme', settings: null })
}

export async function putOrganization(
  store: Store,
  over: Partial<OrganizationRecord> & { readonly id: string },
): Promise<void> {
  const record: OrganizationRecord = {
    name: over.id,
    supportContact: null,
    parentId: null,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    locale: null,
    settings: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
    ...over,
  }
  if (!(await store.organizations.insert(record))) throw new Error(`organization ${record.id} is not free`)
}

/** A group of Acme; of its connection unless it is said otherwise. */
export async function putGroup(store: Store, name: string, over: Partial<Group> = {}): Promise<Group> {
  const group: Group = {
    id: `g-${over.connectionId === null ? 'hand' : (over.connectionId ?? 'acme')}-${name}`,
    organizationId: 'acme',
    connectionId: 'acme',
    externalId: null,
    name,
    source: over.connectionId === null ? 'manual' : 'jit',
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
    ...over,
  }
  if (!(await store.groups.insert(group))) throw new Error(`group ${group.id} is not free`)
  return group
}

/** Gives the people of a group of Acme a role. */
export async function mapGroup(store: Store, group: Group, role: string, target: string = 'acme'): Promise<void> {
  const { id: groupId, organizationId } = group
  await store.roleMappings.put({ groupId, organizationId, targetOrganizationId: target, role, createdAt: now })
}

/** Names of the groups a user is in, with the connection of each. */
export async function groupsOf(store: Store, userId: string): Promise<readonly string[]> {
  const found = await store.groups.listOfUsers([userId])
  return found.map(({ group }) => `${group.connectionId ?? 'by hand'}: ${group.name}`).toSorted()
}

export async function eventsOf(
  store: Store,
  organizationId: string = 'acme',
  after = 0,
): Promise<readonly AuthEvent[]> {
  return store.events.list({ organizationId, after, limit: 1000 })
}

export async function typesOf(store: Store, organizationId: string = 'acme', after = 0): Promise<readonly string[]> {
  return (await eventsOf(store, organizationId, after)).map(({ type }) => type)
}

/** The same store, noting every call: what it costs is part of the promise. */
export function counting(store: Store): { readonly store: Store; readonly calls: string[] } {
  const calls: string[] = []
  const watch = (room: string, verb: string, value: unknown): unknown =>
    typeof value !== 'function'
      ? value
      : (...given: unknown[]): unknown => {
          calls.push(`${room}.${verb}`)
          return Reflect.apply(value, undefined, given)
        }
  const rooms = Object.entries(store).map(([name, room]: [string, unknown]) => [
    name,
    room !== null && typeof room === 'object'
      ? Object.fromEntries(Object.entries(room).map(([verb, value]) => [verb, watch(name, verb, value)]))
      : room,
  ])
  return { store: Object.fromEntries(rooms) as Store, calls }
}
