import { expect, test } from 'vitest'
import {
  arrive,
  eventsOf,
  groupsOf,
  mapGroup,
  putFamily,
  putGroup,
  putUser,
  typesOf,
} from '../../test/support/admission-stage.ts'
import { memoryStore } from '../stores/memory-store.ts'
import type { OrganizationSettings } from '../model/organization.ts'
import type { Store } from '../ports/store.ts'

/** Acme, with groups that are mapped: Admins to admin, Sales to buyer, North to clerk in a sub-organization. */
async function mappedStore(settings: Partial<OrganizationSettings> = {}): Promise<Store> {
  const store = memoryStore()
  await putFamily(store, settings)
  await mapGroup(store, await putGroup(store, 'Admins'), 'admin')
  await mapGroup(store, await putGroup(store, 'Sales'), 'buyer')
  await mapGroup(store, await putGroup(store, 'North'), 'clerk', 'acme-north')
  return store
}
const sends = (...groups: string[]) => ({ identity: { groups } })

test('gives a new person the role of their group, in one step', async () => {
  const store = await mappedStore()
  const { user } = await arrive(store, sends('Sales', 'Unmapped'))
  expect(user).toMatchObject({ roles: ['buyer'], roleSource: 'groups', version: 1 })
  const created = (await eventsOf(store)).find(({ type }) => type === 'user.created')
  expect(created?.data).toMatchObject({ new: { roles: ['buyer'] } })
})
test('gives the role that comes first in the priorities, of those of several groups', async () => {
  const groups = sends('Sales', 'Admins', 'North')
  expect((await arrive(await mappedStore({ rolePriority: ['buyer', 'admin'] }), groups)).user.roles).toEqual(['buyer'])
  expect((await arrive(await mappedStore({ rolePriority: ['admin'] }), groups)).user.roles).toEqual(['admin'])
})
test('changes the role with the groups, with an event that names the group, and that they came in', async () => {
  const store = await mappedStore()
  const { user } = await arrive(store, sends('Sales'))
  const before = (await eventsOf(store)).length
  expect((await arrive(store, sends('Admins'))).user).toMatchObject({ id: user.id, roles: ['admin'], version: 2 })
  const events = await eventsOf(store, 'acme', before)
  expect(events.map(({ type }) => type).slice(-2)).toEqual(['role.changed', 'login.succeeded'])
  expect(events.at(-2)?.data).toEqual({
    old: { organizationId: 'acme', roles: ['buyer'] },
    new: { organizationId: 'acme', roles: ['admin'] },
    groupId: 'g-acme-Admins',
  })
})
test('takes the role away with the last mapped group', async () => {
  const store = await mappedStore()
  await arrive(store, sends('Sales'))
  expect((await arrive(store, sends('Unmapped'))).user).toMatchObject({ roles: [], roleSource: null })
  await arrive(store, sends('Sales'))
  expect((await arrive(store)).user).toMatchObject({ roles: [], roleSource: null })
})
test('takes the role away that groups gave, when the last mapping is gone', async () => {
  const store = await mappedStore()
  await arrive(store, sends('Sales'))
  for (const { groupId } of await store.roleMappings.list('acme')) await store.roleMappings.remove('acme', groupId)
  expect((await arrive(store, sends('Sales'))).user).toMatchObject({ roles: [], roleSource: null })
})
test('leaves a role alone that nobody in particular gave, where nothing is mapped', async () => {
  const store = memoryStore()
  await putUser(store, { email: 'ana@acme.test', roles: ['old'] })
  expect((await arrive(store, sends('Sales'))).user.roles).toEqual(['old'])
})
test('takes such a role away where groups are mapped, also of somebody in no group', async () => {
  const store = await mappedStore()
  await putUser(store, { email: 'ana@acme.test', roles: ['old'] })
  expect((await arrive(store)).user.roles).toEqual([])
})
test('changes no role that was given by hand, and moves nobody who has one', async () => {
  const store = await mappedStore()
  await putUser(store, { email: 'ana@acme.test', roles: ['owner'], roleSource: 'manual' })
  const { user } = await arrive(store, sends('North'))
  expect(user).toMatchObject({ roles: ['owner'], roleSource: 'manual', organizationId: 'acme' })
})
test("counts the groups of the identity's connection from the first sign-in on, and those of others", async () => {
  const store = await mappedStore()
  await mapGroup(store, await putGroup(store, 'Owners', { connectionId: null }), 'owner')
  await arrive(store, sends('Owners'))
  const { user } = await arrive(store, { identity: { connectionId: 'acme-oidc' } })
  expect(user.roles).toEqual(['owner'])
})

test('makes a new person in the organization where the role counts', async () => {
  const store = await mappedStore()
  const { user, organization } = await arrive(store, sends('North'))
  expect(user).toMatchObject({ organizationId: 'acme-north', roles: ['clerk'] })
  expect(organization).toEqual({ id: 'acme-north', name: 'acme-north' })
  expect(await typesOf(store, 'acme-north')).toEqual(['user.created', 'login.succeeded'])
  expect((await arrive(store, sends('North'))).user).toEqual(user)
})
test('moves a person to the organization where the new role counts, and back, with events in both logs', async () => {
  const store = await mappedStore()
  const { user } = await arrive(store, sends('Admins'))
  const before = (await eventsOf(store)).length
  const moved = await arrive(store, sends('North'))
  expect(moved).toMatchObject({ user: { id: user.id, organizationId: 'acme-north', roles: ['clerk'] } })
  expect(moved.organization.id).toBe('acme-north')
  expect(await store.users.find('acme', user.id)).toBeNull()
  expect(await typesOf(store, 'acme', before)).toEqual(['group.member_removed', 'group.member_added', 'user.moved'])
  expect(await typesOf(store, 'acme-north')).toEqual(['user.moved', 'role.changed', 'login.succeeded'])
  const back = await arrive(store, sends('Admins'))
  expect(back).toMatchObject({
    user: { organizationId: 'acme', roles: ['admin'] },
    organization: { name: 'Acme Inc.' },
  })
})
test('moves nobody to where another user has the address, and leaves them no role that no group gives', async () => {
  const store = await mappedStore()
  const { user } = await arrive(store, sends('Admins'))
  await putUser(store, { id: 'other', organizationId: 'acme-north', email: 'ana@acme.test' })
  await expect(arrive(store, sends('North'))).rejects.toMatchObject({ code: 'USER_CONFLICT' })
  expect(await store.users.find('acme', user.id)).toEqual({ ...user, roles: [], roleSource: null, version: 2 })
})
test('leads nobody out of the family, whatever the mappings say', async () => {
  const store = await mappedStore()
  await mapGroup(store, await putGroup(store, 'Spies'), 'spy', 'globex')
  await expect(arrive(store, sends('Spies'))).rejects.toMatchObject({ code: 'ROLE_MISSING' })
  expect(await store.users.count('globex')).toBe(0)
})

test('lets nobody new in without a role where one is required, and keeps the groups to be mapped', async () => {
  const store = await mappedStore({ roleRequired: true })
  await expect(arrive(store, sends('Unmapped'))).rejects.toMatchObject({
    code: 'ROLE_MISSING',
    detail: expect.stringContaining("'Unmapped'") as unknown,
  })
  expect(await store.users.count('acme')).toBe(0)
  expect(await typesOf(store)).toEqual(['group.created'])
  const group = await store.groups.findByName('acme', 'acme', 'Unmapped')
  if (group !== null) await mapGroup(store, group, 'guest')
  expect((await arrive(store, sends('Unmapped'))).user.roles).toEqual(['guest'])
})
test('takes the role from whom it lets in no more, and puts them where they belong', async () => {
  const store = await mappedStore({ roleRequired: true })
  const { user } = await arrive(store, sends('Sales'))
  const before = (await eventsOf(store)).length
  const changed = { identity: { groups: ['Unmapped'], name: 'Ana S.' } }
  await expect(arrive(store, changed)).rejects.toMatchObject({ code: 'ROLE_MISSING' })
  expect(await groupsOf(store, user.id)).toEqual(['acme: Unmapped'])
  const now = await store.users.find('acme', user.id)
  expect(now).toMatchObject({ roles: [], roleSource: null, name: 'Ana Souza', version: 2 })
  expect((await typesOf(store, 'acme', before)).at(-1)).toBe('role.changed')
  await expect(arrive(store, changed)).rejects.toMatchObject({ code: 'ROLE_MISSING' })
  expect(await store.users.find('acme', user.id)).toEqual(now)
})
test('leaves an invited person invited who has no role yet', async () => {
  const store = await mappedStore({ roleRequired: true })
  const there = await putUser(store, { email: 'ana@acme.test', status: 'invited' })
  await expect(arrive(store)).rejects.toMatchObject({ code: 'ROLE_MISSING' })
  expect(await store.users.find('acme', 'u1')).toEqual(there)
  expect(await store.users.listLinks('acme', 'u1')).toEqual([])
})
test('lets in who has a role by hand where one is required', async () => {
  const store = await mappedStore({ roleRequired: true })
  await putUser(store, { email: 'ana@acme.test', roles: ['owner'], roleSource: 'manual' })
  expect((await arrive(store)).user.roles).toEqual(['owner'])
})
test("asks for a role in a sub-organization because the main organization does, by the main one's mappings", async () => {
  const store = await mappedStore({ roleRequired: true })
  const organization = { id: 'acme-south', name: 'South' }
  await expect(arrive(store, { organization })).rejects.toMatchObject({ code: 'ROLE_MISSING' })
  const user = await putUser(store, { organizationId: 'acme-south', email: 'ana@acme.test' })
  await store.groups.change({ add: [{ groupId: 'g-acme-Admins', userId: user.id }], remove: [] })
  const arriving = arrive(store, { organization, identity: { connectionId: 'acme-south' } })
  expect((await arriving).user).toMatchObject({ id: 'u1', organizationId: 'acme', roles: ['admin'] })
})
