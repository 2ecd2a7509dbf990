import { describe, expect, test } from 'vitest'
import { createDirectoryRig } from '../../test/support/directory-rig.ts'
import type { Store } from '../ports/store.ts'

const by = { actor: { type: 'user', id: 'admin-1' } } as const

describe('members', () => {
  test('have the role of the group at once, and lose it at once', async () => {
    const { groups, users, addGroup, eventsOf, lastEvent } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [], 'buyer')
    const ana = await users.create('acme', { username: 'ana' })
    const before = await lastEvent('acme')
    await groups.addMembers('acme', groupId, [ana.id, ana.id], by)
    expect(await users.get('acme', ana.id)).toMatchObject({ roles: ['buyer'], roleSource: 'groups' })
    expect((await groups.listMembers('acme', groupId)).userIds).toEqual([ana.id])
    await groups.removeMembers('acme', groupId, [ana.id], by)
    expect(await users.get('acme', ana.id)).toMatchObject({ roles: [], roleSource: null })
    expect(await eventsOf('acme', before)).toMatchObject([
      { type: 'group.member_added', actor: by.actor, target: { id: groupId }, data: { userId: ana.id } },
      { type: 'role.changed', actor: by.actor, target: { id: ana.id }, data: { new: { roles: ['buyer'] }, groupId } },
      { type: 'group.member_removed', target: { id: groupId }, data: { userId: ana.id } },
      { type: 'role.changed', data: { old: { roles: ['buyer'] }, new: { roles: [] }, groupId: null } },
    ])
  })
  test('go where the mapping leads', async () => {
    const { groups, users, addGroup } = await createDirectoryRig()
    const groupId = await addGroup('North', [], 'buyer', 'acme-north')
    const { id } = await users.create('acme', { username: 'ana' })
    await groups.addMembers('acme', groupId, [id])
    expect(await users.get('acme-north', id)).toMatchObject({ roles: ['buyer'] })
    // The membership is the main organization's still.
    await groups.removeMembers('acme', groupId, [id])
    expect(await users.get('acme-north', id)).toMatchObject({ roles: [] })
  })
  test('once more are no mistake and no event', async () => {
    const { groups, users, addGroup, lastEvent } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [], 'buyer')
    const { id } = await users.create('acme', { username: 'ana' })
    await groups.addMembers('acme', groupId, [id])
    const before = await lastEvent('acme')
    await groups.addMembers('acme', groupId, [id])
    await groups.removeMembers('acme', groupId, [(await users.create('acme', { username: 'b' })).id])
    expect(await lastEvent('acme')).toBe(before + 1)
  })
  test('are people of the organization and its subs, all of them or none', async () => {
    const { groups, users, addGroup, lastEvent } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [], 'buyer')
    const other = await addGroup('Others', [])
    const ana = await users.create('acme-south', { username: 'ana' })
    const bruno = await users.create('globex', { username: 'bruno' })
    const before = await lastEvent('acme')
    const wrong = [
      [bruno.id, 'USER_NOT_FOUND'],
      ['nobody', 'USER_NOT_FOUND'],
      [other, 'REQUEST_INVALID'],
      [groupId, 'REQUEST_INVALID'],
      [7, 'REQUEST_INVALID'],
    ] as const
    for (const [userId, code] of wrong) {
      await expect(groups.addMembers('acme', groupId, [ana.id, userId as string])).rejects.toMatchObject({ code })
      await expect(groups.removeMembers('acme', groupId, [ana.id, userId as string])).rejects.toMatchObject({ code })
    }
    for (const userIds of [[], 'u', Array.from({ length: 1001 }, String)])
      await expect(groups.addMembers('acme', groupId, userIds as string[])).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      })
    expect((await groups.listMembers('acme', groupId)).userIds).toEqual([])
    expect(await lastEvent('acme')).toBe(before)
    await groups.addMembers('acme', groupId, [ana.id])
    expect(await users.get('acme', ana.id)).toMatchObject({ roles: ['buyer'] })
  })
  test('have what the groups give in the end when groups change at the same time', async () => {
    const { groups, users, roles, addGroup } = await createDirectoryRig({ rolePriority: ['admin', 'buyer'] })
    const { id } = await users.create('acme', { username: 'ana' })
    const admins = await addGroup('Admins', [id], 'admin')
    const buyers = await addGroup('Buyers', [], 'buyer')
    await Promise.all([
      groups.addMembers('acme', buyers, [id]),
      groups.removeMembers('acme', admins, [id]),
      users.update('acme', id, { name: 'Ana' }),
    ])
    expect(await users.get('acme', id)).toMatchObject({ name: 'Ana', roles: ['buyer'] })
    expect(await roles.explain(id)).toMatchObject({ drifted: false })
  })
})

test('a change of members that broke off before the roles followed is finished by saying it again', async () => {
  let broken = true
  const breaking = (store: Store): Store => ({
    ...store,
    users: {
      ...store.users,
      replace: async (...given) => {
        if (!broken) return store.users.replace(...given)
        throw new Error('the process died here')
      },
    },
  })
  const { groups, users, addGroup } = await createDirectoryRig({}, breaking)
  const { id } = await users.create('acme', { username: 'ana' })
  const groupId = await addGroup('Buyers', [], 'buyer')
  await expect(groups.addMembers('acme', groupId, [id])).rejects.toThrow('died')
  broken = false
  await groups.addMembers('acme', groupId, [id])
  expect(await users.get('acme', id)).toMatchObject({ roles: ['buyer'] })
})

test('a change of members says WRITE_CONFLICT when others keep writing the person, so that it is said again', async () => {
  let losing = true
  const rigged = (store: Store): Store => ({
    ...store,
    users: {
      ...store.users,
      replace: async (user, events) => {
        // Somebody else is always a version ahead.
        if (losing) await store.users.replace({ ...user, roles: [], roleSource: null, name: `v${user.version}` })
        return store.users.replace(user, events)
      },
    },
  })
  const { groups, users, addGroup } = await createDirectoryRig({}, rigged)
  const { id } = await users.create('acme', { username: 'ana' })
  const groupId = await addGroup('Buyers', [], 'buyer')
  await expect(groups.addMembers('acme', groupId, [id])).rejects.toMatchObject({ code: 'WRITE_CONFLICT' })
  losing = false
  await groups.addMembers('acme', groupId, [id])
  expect(await users.get('acme', id)).toMatchObject({ name: 'v4', roles: ['buyer'] })
})
