import { expect, test } from 'vitest'
import type { Identity } from '../model/identity.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { nowhere } from '../model/draft-event.ts'
import type { Organization } from '../model/organization.ts'
import type { Store } from '../ports/store.ts'
import { admit as admitOne } from './admit.ts'

const acme = { id: 'acme', name: 'Acme' }
const now = new Date('2030-01-01T00:00:00Z')
const admit = (identity: Identity, organization: Organization, store: Store, at: Date) =>
  admitOne({ identity, organization, loginId: 'login-1', origin: nowhere, now: at }, store)
const identity = (over: Partial<Identity> = {}): Identity => ({
  connectionId: 'acme',
  issuer: 'i',
  subject: 's1',
  subjectFormat: null,
  email: 'ana@acme.test',
  emailVerified: null,
  username: null,
  firstName: 'Ana',
  lastName: 'Souza',
  name: null,
  groups: [],
  attributes: {},
  authenticatedAt: null,
  authenticationContext: null,
  authenticationMethods: [],
  sessionIndex: null,
  sessionExpiresAt: null,
  ...over,
})

test('makes a user at the first sign-in and finds it at the next', async () => {
  const store = memoryStore()
  const first = await admit(identity(), acme, store, now)
  expect(first).toMatchObject({ organizationId: 'acme', email: 'ana@acme.test', name: 'Ana Souza', source: 'jit' })
  expect((await admit(identity(), acme, store, now)).id).toBe(first.id)
})
test('keeps the user when the address changes, and its new address', async () => {
  const store = memoryStore()
  const first = await admit(identity(), acme, store, now)
  const second = await admit(identity({ email: 'ana.souza@acme.test' }), acme, store, now)
  expect(second).toMatchObject({ id: first.id, email: 'ana.souza@acme.test' })
})
test('links a second subject with the same address to the same user', async () => {
  const store = memoryStore()
  const first = await admit(identity(), acme, store, now)
  const second = await admit(identity({ connectionId: 'acme-oidc', subject: 'other' }), acme, store, now)
  expect(second.id).toBe(first.id)
})
test('does not give an account to another subject of the same connection that has its address', async () => {
  const store = memoryStore()
  await admit(identity(), acme, store, now)
  await expect(admit(identity({ subject: 'somebody-else' }), acme, store, now)).rejects.toMatchObject({
    code: 'USER_CONFLICT',
  })
})
test('knows a person with transient NameIDs by the address', async () => {
  const store = memoryStore()
  const subjectFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
  const first = await admit(identity({ subject: '_1', subjectFormat }), acme, store, now)
  expect((await admit(identity({ subject: '_2', subjectFormat }), acme, store, now)).id).toBe(first.id)
})
test('never matches a user of another organization', async () => {
  const store = memoryStore()
  const ana = await admit(identity(), acme, store, now)
  const other = await admit(identity({ connectionId: 'globex' }), { id: 'globex', name: 'Globex' }, store, now)
  expect(other.id).not.toBe(ana.id)
  expect(other.organizationId).toBe('globex')
})
test('lets two first sign-ins at once end in one user', async () => {
  const store = memoryStore()
  const admitted = await Promise.all(Array.from({ length: 10 }, () => admit(identity(), acme, store, now)))
  expect(new Set(admitted.map(({ id }) => id)).size).toBe(1)
})
test('keeps the old address when the new one is taken', async () => {
  const store = memoryStore()
  await admit(identity({ subject: 's2', email: 'eva@acme.test' }), acme, store, now)
  const ana = await admit(identity(), acme, store, now)
  const again = await admit(identity({ email: 'eva@acme.test', name: 'Ana S.' }), acme, store, now)
  expect(again).toMatchObject({ id: ana.id, email: 'ana@acme.test', name: 'Ana S.' })
})
test('lets no inactive user in', async () => {
  const store = memoryStore()
  const ana = await admit(identity(), acme, store, now)
  await store.users.replace({ ...ana, status: 'inactive' })
  await expect(admit(identity(), acme, store, now)).rejects.toMatchObject({ code: 'USER_INACTIVE' })
})
test('writes down a link by address, what changed with it, and that the person came in, in that order', async () => {
  const store = memoryStore()
  const ana = await admit(identity(), acme, store, now)
  await admit(identity({ connectionId: 'acme-oidc', subject: 'other' }), acme, store, now)
  await admit(identity({ connectionId: 'acme-scim', subject: 's', lastName: null, name: 'Ana S.' }), acme, store, now)
  const events = await store.events.list({ organizationId: 'acme', after: 2, limit: 100 })
  expect(events.map(({ type }) => type)).toEqual([
    'user.linked',
    'login.succeeded',
    'user.linked',
    'user.updated',
    'login.succeeded',
  ])
  expect(events.every(({ target, actor }) => target.id === ana.id && actor.id === ana.id)).toBe(true)
  expect(events[2]?.data).toEqual({ old: null, new: { connectionId: 'acme-scim', subject: 's' } })
  expect(events[3]?.data).toEqual({ connectionId: 'acme-scim', old: { name: 'Ana Souza' }, new: { name: 'Ana S.' } })
})
test('writes down no change when the only new thing is an address that is taken', async () => {
  const store = memoryStore()
  await admit(identity({ subject: 's2', email: 'eva@acme.test' }), acme, store, now)
  await admit(identity(), acme, store, now)
  await admit(identity({ email: 'eva@acme.test' }), acme, store, now)
  const events = await store.events.list({ organizationId: 'acme', after: 4, limit: 100 })
  expect(events.map(({ type }) => type)).toEqual(['login.succeeded'])
})
test('writes down one coming in for each of many first sign-ins at once, and one user', async () => {
  const store = memoryStore()
  await Promise.all(Array.from({ length: 10 }, () => admit(identity(), acme, store, now)))
  const types = (await store.events.list({ organizationId: 'acme', limit: 100 })).map(({ type }) => type)
  expect(types.filter((type) => type === 'user.created')).toHaveLength(1)
  expect(types.filter((type) => type === 'login.succeeded')).toHaveLength(10)
})
test('links and writes nothing for an inactive user', async () => {
  const store = memoryStore()
  const ana = await admit(identity(), acme, store, now)
  await store.users.replace({ ...ana, status: 'inactive' })
  const elsewhere = identity({ connectionId: 'acme-oidc', subject: 'other' })
  await expect(admit(elsewhere, acme, store, now)).rejects.toMatchObject({ code: 'USER_INACTIVE' })
  expect(await store.users.findByLink({ connectionId: 'acme-oidc', subject: 'other' })).toBeNull()
  expect(await store.events.head('acme')).toMatchObject({ sequence: 2 })
})
