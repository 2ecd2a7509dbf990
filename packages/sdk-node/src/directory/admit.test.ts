import { expect, test } from 'vitest'
import {
  arrive,
  counting,
  eventsOf,
  globex,
  mapGroup,
  now,
  putFamily,
  putGroup,
  putOrganization,
  putUser,
  typesOf,
} from '../../test/support/admission-stage.ts'
import { memoryStore } from '../stores/memory-store.ts'

const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'
const later = new Date(now.getTime() + 60_000)

test('makes a user at the first sign-in and finds it at the next', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  expect(user).toMatchObject({ organizationId: 'acme', email: 'ana@acme.test', name: 'Ana Souza', source: 'jit' })
  expect((await arrive(store)).user).toEqual(user)
})
test('keeps the user when address and username change, and the new ones', async () => {
  const store = memoryStore()
  const first = await arrive(store, { identity: { username: 'ana' } })
  const identity = { email: 'ana.souza@acme.test', username: 'asouza' }
  const { user } = await arrive(store, { identity, now: later })
  expect(user).toEqual({ ...first.user, ...identity, updatedAt: later, version: 2 })
  expect(await store.users.find('acme', user.id)).toEqual(user)
})
test('erases nothing that the identity provider does not send', async () => {
  const store = memoryStore()
  const first = await arrive(store, { identity: { username: 'ana' } })
  const silent = { email: null, firstName: null, lastName: null, username: null }
  expect((await arrive(store, { identity: silent })).user).toEqual(first.user)
})
test('leaves the profile of a user whom SCIM keeps as SCIM has it', async () => {
  const store = memoryStore()
  const there = await putUser(store, { email: 'ana@acme.test', name: 'Ana (SCIM)', source: 'scim' })
  expect((await arrive(store, { identity: { name: 'Ana (IdP)', username: 'ana' } })).user).toEqual(there)
})
test('knows a person with transient NameIDs by the address', async () => {
  const store = memoryStore()
  const first = await arrive(store, { identity: { subject: '_1', subjectFormat: transient } })
  const second = await arrive(store, { identity: { subject: '_2', subjectFormat: transient } })
  expect(second.user.id).toBe(first.user.id)
})
test('never matches a user of another organization', async () => {
  const store = memoryStore()
  await putOrganization(store, { id: 'acme' })
  await putOrganization(store, { id: 'globex' })
  const ana = await arrive(store)
  const other = await arrive(store, { identity: { connectionId: 'globex' }, organization: globex })
  expect(other.user.id).not.toBe(ana.user.id)
  expect(other.user.organizationId).toBe('globex')
})
test.each(['without records', 'with records'])('refuses a linked user of another family, %s', async (records) => {
  const store = memoryStore()
  if (records === 'with records') {
    await putFamily(store)
    await putOrganization(store, { id: 'globex' })
  }
  await arrive(store)
  await expect(arrive(store, { organization: globex })).rejects.toMatchObject({ code: 'USER_INACTIVE' })
  expect(await typesOf(store, 'globex')).toEqual([])
})
test.each(['email', 'username'] as const)('keeps the old %s when the new one is taken', async (field) => {
  const store = memoryStore()
  await putUser(store, { id: 'eva', [field]: 'eva@acme.test' })
  const first = await arrive(store, { identity: { username: 'ana' } })
  const next = { username: 'ana', [field]: 'eva@acme.test', name: 'Ana S.' }
  const { user } = await arrive(store, { identity: next })
  expect(user).toEqual({ ...first.user, name: 'Ana S.', version: 2 })
})
test('makes a user without the username that another has', async () => {
  const store = memoryStore()
  await putUser(store, { id: 'eva', username: 'ANA' })
  const { user } = await arrive(store, { identity: { username: 'ana' } })
  expect(user).toMatchObject({ email: 'ana@acme.test', username: null })
})
test('writes down a link by address, what changed with it, and that the person came in, in that order', async () => {
  const store = memoryStore()
  const { user } = await arrive(store)
  await arrive(store, { identity: { connectionId: 'acme-oidc', subject: 'other' } })
  await arrive(store, { identity: { connectionId: 'acme-scim', subject: 's', lastName: null, name: 'Ana S.' } })
  const events = await eventsOf(store, 'acme', 2)
  expect(events.map(({ type }) => type)).toEqual([
    'user.linked',
    'login.succeeded',
    'user.linked',
    'user.updated',
    'login.succeeded',
  ])
  expect(events.every(({ target, actor }) => target.id === user.id && actor.id === user.id)).toBe(true)
  expect(events[2]?.data).toEqual({ old: null, new: { connectionId: 'acme-scim', subject: 's' } })
  expect(events[3]?.data).toEqual({ connectionId: 'acme-scim', old: { name: 'Ana Souza' }, new: { name: 'Ana S.' } })
})
test('writes down no change when the only new thing is an address that is taken', async () => {
  const store = memoryStore()
  await putUser(store, { id: 'eva', email: 'eva@acme.test' })
  await arrive(store)
  await arrive(store, { identity: { email: 'eva@acme.test' } })
  expect(await typesOf(store, 'acme', 2)).toEqual(['login.succeeded'])
})
test('names the organization as its record does, and as the options do where there is none', async () => {
  const store = memoryStore()
  expect((await arrive(store)).organization).toEqual({ id: 'acme', name: 'Acme' })
  await putFamily(store)
  expect((await arrive(store)).organization).toEqual({ id: 'acme', name: 'Acme Inc.' })
})
test('asks the store five times for a returning person in whom nothing changed', async () => {
  const { store, calls } = counting(memoryStore())
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'Admins'), 'admin')
  await arrive(store, { identity: { groups: ['Admins', 'Sales'] } })
  calls.length = 0
  await arrive(store, { identity: { groups: ['Sales', 'Admins'] } })
  expect(calls).toEqual([
    'organizations.find',
    'users.findByLink',
    'groups.listOfUsers',
    'roleMappings.list',
    'events.append',
  ])
})
test('asks the store four times, and writes one event, where the connection sends no groups', async () => {
  const { store, calls } = counting(memoryStore())
  await arrive(store)
  calls.length = 0
  await arrive(store)
  expect(calls).toEqual(['organizations.find', 'users.findByLink', 'groups.listOfUsers', 'events.append'])
})
test('does not ask for mappings where the role was given by hand', async () => {
  const { store, calls } = counting(memoryStore())
  const onSignIn = () => ({ change: { role: 'owner' } })
  await arrive(store, { identity: { groups: ['Admins'] }, onSignIn })
  calls.length = 0
  await arrive(store, { identity: { groups: ['Admins'] }, onSignIn })
  expect(calls).not.toContain('roleMappings.list')
})
