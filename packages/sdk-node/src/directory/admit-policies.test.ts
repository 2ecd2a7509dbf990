import { expect, test } from 'vitest'
import { arrive, eventsOf, putFamily, putUser, typesOf } from '../../test/support/admission-stage.ts'
import { memoryStore } from '../stores/memory-store.ts'

test.each(['pre-provisioned', 'scim'] as const)(
  'makes nobody where the policy is %s, and writes nothing',
  async (mode) => {
    const store = memoryStore()
    await putFamily(store)
    const arriving = arrive(store, { policy: { mode }, identity: { groups: ['Admins'] } })
    await expect(arriving).rejects.toMatchObject({ code: 'USER_NOT_PROVISIONED' })
    expect(await store.users.count('acme')).toBe(0)
    expect(await eventsOf(store)).toEqual([])
    expect(await store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
  },
)
test('says which value nobody has, and that none was sent', async () => {
  const store = memoryStore()
  const policy = { mode: 'pre-provisioned', matchBy: 'username' } as const
  await expect(arrive(store, { policy, identity: { username: 'ana' } })).rejects.toThrow(/username 'ana'/)
  await expect(arrive(store, { policy })).rejects.toThrow(/none was sent/)
})
test.each(['jit', 'pre-provisioned', 'scim'] as const)('lets in who is there where the policy is %s', async (mode) => {
  const store = memoryStore()
  await putUser(store, { email: 'ana@acme.test', source: 'manual' })
  expect((await arrive(store, { policy: { mode } })).user).toMatchObject({ id: 'u1', source: 'manual' })
})
test('makes an invited user active with the sign-in, in one step', async () => {
  const store = memoryStore()
  await putUser(store, {
    email: 'ana@acme.test',
    name: 'Ana Souza',
    firstName: 'Ana',
    lastName: 'Souza',
    status: 'invited',
  })
  expect((await arrive(store)).user).toMatchObject({ id: 'u1', status: 'active', version: 2 })
  const events = await eventsOf(store)
  expect(events.map(({ type }) => type)).toEqual(['user.linked', 'user.updated', 'login.succeeded'])
  expect(events[1]?.data).toEqual({ connectionId: 'acme', old: { status: 'invited' }, new: { status: 'active' } })
  expect(await store.users.find('acme', 'u1')).toMatchObject({ status: 'active' })
})
test('makes an invited user active whose profile SCIM keeps', async () => {
  const store = memoryStore()
  await putUser(store, { email: 'ana@acme.test', status: 'invited', source: 'scim' })
  expect((await arrive(store, { policy: { mode: 'scim' } })).user).toMatchObject({ status: 'active', name: null })
})
test.each([
  ['pending', 'USER_PENDING'],
  ['inactive', 'USER_INACTIVE'],
  ['blocked', 'USER_INACTIVE'],
] as const)('lets no user in who is %s, and writes neither link nor groups', async (status, code) => {
  const store = memoryStore()
  const there = await putUser(store, { email: 'ana@acme.test', status })
  await expect(arrive(store, { identity: { groups: ['Admins'] } })).rejects.toMatchObject({ code })
  expect(await store.users.listLinks('acme', 'u1')).toEqual([])
  await store.users.link(there, { connectionId: 'acme', subject: 's1' })
  await expect(arrive(store, { identity: { groups: ['Admins'] } })).rejects.toMatchObject({ code })
  expect(await typesOf(store)).toEqual([])
  expect(await store.users.find('acme', 'u1')).toEqual(there)
  expect(await store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
})
