import { describe, expect, test } from 'vitest'
import {
  arrive,
  counting,
  eventsOf,
  groupsOf,
  now,
  putGroup,
  putUser,
  typesOf,
} from '../../test/support/admission-stage.ts'
import { connectionRecord, insertRecords, organizationRecord } from '../../test/support/stored-records.ts'
import { memoryStore } from '../stores/memory-store.ts'

const many = (length: number): string[] => Array.from({ length }, (_, index) => `group ${index}`)
const isWrite = (call: string): boolean => !/\.(?:find\w*|list\w*)$/.test(call)

test('makes the groups that are new and puts the person into them, and writes it all down', async () => {
  const store = memoryStore()
  const known = await putGroup(store, 'Sales')
  const { user } = await arrive(store, { identity: { groups: ['Sales', 'São Paulo'] } })
  expect(await groupsOf(store, user.id)).toEqual(['acme: Sales', 'acme: São Paulo'])
  const made = await store.groups.findByName('acme', 'acme', 'São Paulo')
  expect(made).toMatchObject({ source: 'jit', externalId: null, createdAt: now, version: 1 })
  const events = await eventsOf(store)
  expect(events.map(({ type, target }) => `${type} ${target.id}`)).toEqual([
    `group.created ${made?.id}`,
    `user.created ${user.id}`,
    `login.succeeded ${user.id}`,
    `group.member_added ${known.id}`,
    `group.member_added ${made?.id}`,
  ])
  expect(events[0]).toMatchObject({ actor: { type: 'user', id: null }, data: { new: { name: 'São Paulo' } } })
  expect(events[3]?.data).toEqual({ userId: user.id, connectionId: 'acme' })
})
test('takes the person out of groups that are not named any more, and writes only what changed', async () => {
  const store = memoryStore()
  const { user } = await arrive(store, { identity: { groups: ['Admins', 'Sales'] } })
  const before = (await eventsOf(store)).length
  await arrive(store, { identity: { groups: ['Sales', 'Support'] } })
  expect(await groupsOf(store, user.id)).toEqual(['acme: Sales', 'acme: Support'])
  expect(await typesOf(store, 'acme', before)).toEqual([
    'group.created',
    'group.member_removed',
    'group.member_added',
    'login.succeeded',
  ])
  await arrive(store)
  expect(await groupsOf(store, user.id)).toEqual([])
})
test('writes nothing of groups when none changed, or none was ever sent', async () => {
  for (const groups of [['Admins', 'Sales'], []]) {
    const { store, calls } = counting(memoryStore())
    await arrive(store, { identity: { groups } })
    calls.length = 0
    await arrive(store, { identity: { groups: groups.toReversed() } })
    expect(calls.filter(isWrite)).toEqual(['events.append'])
  }
})
test('leaves groups of other connections alone', async () => {
  const store = memoryStore()
  const { user } = await arrive(store, { identity: { groups: ['Admins'] } })
  await arrive(store, { identity: { connectionId: 'acme-oidc', groups: ['Sales'] } })
  expect(await groupsOf(store, user.id)).toEqual(['acme-oidc: Sales', 'acme: Admins'])
})
test('keeps groups of one name apart in two organizations of one connection', async () => {
  const store = memoryStore()
  const groups = ['Admins']
  for (const id of ['acme', 'globex'])
    await arrive(store, { organization: { id, name: id }, identity: { subject: id, groups } })
  for (const id of ['acme', 'globex'])
    expect(await store.groups.list({ organizationId: id, limit: 10 })).toMatchObject([{ name: 'Admins' }])
})
test('reads no groups from the identity where SCIM sends them', async () => {
  const store = memoryStore()
  await insertRecords(store, {
    organizations: [organizationRecord('acme')],
    connections: [connectionRecord('acme', 'acme', {})],
  })
  await putUser(store, { email: 'ana@acme.test' })
  const group = await putGroup(store, 'Admins', { source: 'scim' })
  await store.groups.change({ add: [{ groupId: group.id, userId: 'u1' }], remove: [] })
  const identity = { groups: ['Sales'], groupsComplete: false }
  await arrive(store, { policy: { mode: 'scim' }, identity })
  expect(await groupsOf(store, 'u1')).toEqual(['acme: Admins'])
})
test('takes names as they are sent, each once, and blank ones for none', async () => {
  const store = memoryStore()
  const groups = ['', ' ', 'Admins', 'admins', 'Admins', ' Admins', '__proto__', 'x'.repeat(256)]
  const { user } = await arrive(store, { identity: { groups } })
  const names = ['Admins', 'admins', ' Admins', '__proto__', 'x'.repeat(256)]
  expect(await groupsOf(store, user.id)).toEqual(names.map((name) => `acme: ${name}`).toSorted())
})
test.each([
  ['a link instead of groups', { groups: ['Admins'], groupsComplete: false }],
  ['a name of 257 characters', { groups: ['Admins', 'x'.repeat(257)] }],
  ['a name that no database takes', { groups: ['Admins', 'a\u0000b'] }],
  ['half a character in a name', { groups: ['Admins', 'a\uD800'] }],
  ['1001 groups', { groups: many(1001) }],
])('refuses %s, and writes nothing', async (_what, identity) => {
  const store = memoryStore()
  await expect(arrive(store, { identity })).rejects.toMatchObject({ code: 'LOGIN_GROUPS_INCOMPLETE' })
  expect(await eventsOf(store)).toEqual([])
  expect(await store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
})
test('takes 1000 groups, some of them twice', async () => {
  const store = memoryStore()
  const { user } = await arrive(store, { identity: { groups: [...many(1000), ...many(10)] } })
  expect(await groupsOf(store, user.id)).toHaveLength(1000)
})

describe('of groups made by hand', () => {
  const byHand = { connectionId: null }
  const admins = { identity: { groups: ['Admins'] } }

  test('the one of a name that is sent is joined, and left when the name is not sent any more', async () => {
    const store = memoryStore()
    await putGroup(store, 'Admins', byHand)
    const { user } = await arrive(store, admins)
    expect(await groupsOf(store, user.id)).toEqual(['acme: Admins', 'by hand: Admins'])
    await arrive(store)
    expect(await groupsOf(store, user.id)).toEqual([])
  })
  test('nobody is taken out whom somebody put in by hand, whether the name was sent or not', async () => {
    const store = memoryStore()
    const groups = [await putGroup(store, 'Admins', byHand), await putGroup(store, 'Night shift', byHand)]
    await putUser(store, { email: 'ana@acme.test' })
    await store.groups.change({ add: groups.map(({ id }) => ({ groupId: id, userId: 'u1' })), remove: [] })
    await arrive(store, admins)
    await arrive(store)
    expect(await groupsOf(store, 'u1')).toEqual(['by hand: Admins', 'by hand: Night shift'])
  })
  test('one is left with the last connection that has the person in a group of its name', async () => {
    const store = memoryStore()
    await putGroup(store, 'Admins', byHand)
    const { user } = await arrive(store, admins)
    await arrive(store, { identity: { connectionId: 'acme-oidc', groups: ['Admins'] } })
    await arrive(store)
    expect(await groupsOf(store, user.id)).toEqual(['acme-oidc: Admins', 'by hand: Admins'])
    await arrive(store, { identity: { connectionId: 'acme-oidc' } })
    expect(await groupsOf(store, user.id)).toEqual([])
  })
  test('nobody is put back into one whom somebody took out, while the name is sent all the time', async () => {
    const store = memoryStore()
    const { id } = await putGroup(store, 'Admins', byHand)
    const { user } = await arrive(store, admins)
    await store.groups.change({ add: [], remove: [{ groupId: id, userId: user.id }] })
    await arrive(store, admins)
    expect(await groupsOf(store, user.id)).toEqual(['acme: Admins'])
  })
})
