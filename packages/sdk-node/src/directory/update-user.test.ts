import { describe, expect, test } from 'vitest'
import { createDirectoryRig } from '../../test/support/directory-rig.ts'
import { createScimDirectoryRig, userDraft } from '../../test/support/scim-directory-rig.ts'
import type { Store } from '../ports/store.ts'
import type { UserDraft } from './manage-users.ts'

const ana = { email: 'ana@acme.test', name: 'Ana Souza' }
const wrong = (value: unknown): UserDraft => value as UserDraft
const by = { actor: { type: 'user', id: 'admin-1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const

describe('users.update', () => {
  test('changes what is named and nothing else, and writes down what it was', async () => {
    const { users, eventsOf } = await createDirectoryRig()
    const user = await users.create('acme', { ...ana, username: 'ana' })
    const after = await users.update('acme', user.id, { name: 'Ana S.', username: null }, by)
    expect(after).toEqual({ ...user, name: 'Ana S.', username: null, version: 2 })
    expect(await users.get('acme', user.id)).toEqual(after)
    expect((await eventsOf('acme', 1)).map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'user.updated',
        data: {
          connectionId: null,
          old: { username: 'ana', name: 'Ana Souza' },
          new: { username: null, name: 'Ana S.' },
        },
      },
    ])
  })
  test('writes nothing where nothing changes', async () => {
    const { users, lastEvent } = await createDirectoryRig()
    const user = await users.create('acme', { ...ana, role: 'buyer' })
    expect(await users.update('acme', user.id, { email: 'ANA@acme.test', role: 'buyer' })).toEqual(user)
    expect(await users.update('acme', user.id, {})).toEqual(user)
    expect(await lastEvent('acme')).toBe(1)
  })
  const statuses = [
    ['active', 'blocked', 'user.deactivated'],
    ['active', 'inactive', 'user.deactivated'],
    ['blocked', 'active', 'user.reactivated'],
    ['inactive', 'active', 'user.reactivated'],
    ['pending', 'active', 'user.updated'],
    ['blocked', 'invited', 'user.updated'],
    ['active', 'invited', 'user.updated'],
  ] as const
  test.each(statuses)('from %s to %s is %s', async (from, to, type) => {
    const { users, eventsOf } = await createDirectoryRig()
    const { id } = await users.create('acme', { ...ana, status: from })
    await users.update('acme', id, { status: to })
    expect(await eventsOf('acme', 1)).toMatchObject([{ type, data: { old: { status: from }, new: { status: to } } }])
  })
  test('gives a role by hand, which the groups then leave alone', async () => {
    const { users, roles, eventsOf, addGroup } = await createDirectoryRig()
    const { id } = await users.create('acme', ana)
    await addGroup('Buyers', [id], 'buyer')
    expect(await users.update('acme', id, { role: 'admin' })).toMatchObject({ roles: ['admin'], roleSource: 'manual' })
    expect((await eventsOf('acme')).at(-1)).toMatchObject({
      type: 'role.changed',
      data: { old: { roles: [] }, new: { organizationId: 'acme', roles: ['admin'] }, groupId: null },
    })
    expect(await roles.reconcile('acme')).toMatchObject({ checked: 1, changed: 0 })
  })
  test('writes down that a role is by hand from now on, also where the groups gave the same', async () => {
    const { users, roles, eventsOf, addGroup } = await createDirectoryRig()
    const { id } = await users.create('acme', ana)
    await addGroup('Buyers', [id], 'buyer')
    await roles.reconcile('acme')
    await users.update('acme', id, { role: 'buyer' })
    expect((await roles.explain(id)).source).toBe('manual')
    expect((await eventsOf('acme')).slice(-2)).toMatchObject([
      { type: 'role.changed', data: { old: { roles: [] }, new: { roles: ['buyer'] } } },
      { type: 'role.changed', data: { old: { roles: ['buyer'] }, new: { roles: ['buyer'] }, groupId: null } },
    ])
  })
  test('lets the groups decide again at once, also where they put the person elsewhere', async () => {
    const { users, eventsOf, addGroup } = await createDirectoryRig()
    const { id } = await users.create('acme', { ...ana, role: 'admin' })
    const groupId = await addGroup('North', [id], 'buyer', 'acme-north')
    const after = await users.update('acme', id, { role: null })
    expect(after).toMatchObject({ organizationId: 'acme-north', roles: ['buyer'], roleSource: 'groups' })
    expect(await users.get('acme-north', id)).toEqual(after)
    expect((await eventsOf('acme')).at(-1)).toMatchObject({ type: 'user.moved', target: { id } })
    expect(await eventsOf('acme-north')).toMatchObject([
      { type: 'user.moved', data: { old: { organizationId: 'acme' }, new: { organizationId: 'acme-north' } } },
      { type: 'role.changed', data: { old: { roles: ['admin'] }, new: { roles: ['buyer'] }, groupId } },
    ])
  })
  test('takes the role by hand away where no group gives one', async () => {
    const { users } = await createDirectoryRig()
    const { id } = await users.create('acme', { ...ana, role: 'admin' })
    expect(await users.update('acme', id, { role: null })).toMatchObject({ roles: [], roleSource: null })
  })
  test('refuses to leave somebody whom nothing identifies, and whatever create refuses', async () => {
    const { users } = await createDirectoryRig()
    const user = await users.create('acme', ana)
    for (const changes of [{ email: null }, { password: 'x' }, { source: 'import' }, { status: null }])
      await expect(users.update('acme', user.id, wrong(changes))).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    await users.create('acme', { email: 'bruno@acme.test' })
    await expect(users.update('acme', user.id, { email: 'bruno@acme.test' })).rejects.toMatchObject({
      code: 'USER_CONFLICT',
    })
    expect(await users.get('acme', user.id)).toEqual(user)
  })
  test('leaves SCIM what is SCIM’s, but may block and give a role', async () => {
    const { users, acme, lastEvent } = await createScimDirectoryRig()
    const made = await acme.users.create(userDraft('ana', { name: 'Ana Souza', email: 'ana@acme.test' }))
    const before = await lastEvent('acme')
    for (const changes of [
      { name: 'Ana S.' },
      { username: 'ana.souza' },
      { externalId: '00u1' },
      { firstName: 'Ana' },
      { lastName: 'Souza' },
      { status: 'inactive' },
      { status: 'pending' },
      { email: 'a@acme.test', role: 'x' },
      { status: 'blocked', name: 'Ana S.' },
    ] as const)
      await expect(users.update('acme', made.id, changes)).rejects.toMatchObject({
        code: 'USER_CONFLICT',
        detail: expect.stringContaining("SCIM's") as unknown,
      })
    expect(await users.get('acme', made.id)).toEqual(made)
    expect(await lastEvent('acme')).toBe(before)
    expect(await users.update('acme', made.id, { name: 'Ana Souza', status: 'blocked', role: 'buyer' })).toMatchObject({
      status: 'blocked',
      roles: ['buyer'],
    })
    expect(await users.update('acme', made.id, { status: 'active' })).toMatchObject({ status: 'active' })
  })
  test('keeps what somebody else writes at the same time', async () => {
    const { users } = await createDirectoryRig()
    const { id } = await users.create('acme', ana)
    await Promise.all([
      users.update('acme', id, { firstName: 'Ana' }),
      users.update('acme', id, { lastName: 'Souza' }),
      users.update('acme', id, { role: 'buyer' }),
    ])
    expect(await users.get('acme', id)).toMatchObject({
      firstName: 'Ana',
      lastName: 'Souza',
      roles: ['buyer'],
      version: 4,
    })
  })
  test('gives up with WRITE_CONFLICT when others keep writing', async () => {
    const losing = (store: Store): Store => ({ ...store, users: { ...store.users, replace: async () => false } })
    const { users } = await createDirectoryRig({}, losing)
    const { id } = await users.create('acme', ana)
    await expect(users.update('acme', id, { name: 'Ana S.' })).rejects.toMatchObject({ code: 'WRITE_CONFLICT' })
  })
})
