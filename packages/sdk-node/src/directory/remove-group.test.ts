import { describe, expect, test } from 'vitest'
import { createDirectoryRig } from '../../test/support/directory-rig.ts'
import type { Store } from '../ports/store.ts'

const by = { actor: { type: 'user', id: 'admin-1' } } as const

describe('groups.remove', () => {
  test('takes the role from its people at once, and leaves what another group gives', async () => {
    const { groups, users, roles, addGroup, eventsOf, lastEvent } = await createDirectoryRig()
    const ana = await users.create('acme', { username: 'ana' })
    const bruno = await users.create('acme', { username: 'bruno' })
    const eva = await users.create('acme', { username: 'eva', role: 'owner' })
    await addGroup('Buyers', [bruno.id], 'buyer')
    const groupId = await addGroup('Admins', [ana.id, bruno.id, eva.id], 'admin')
    await roles.reconcile('acme')
    const before = await lastEvent('acme')
    await groups.remove('acme', groupId, by)
    expect(await users.get('acme', ana.id)).toMatchObject({ roles: [] })
    expect(await users.get('acme', bruno.id)).toMatchObject({ roles: ['buyer'] })
    expect(await users.get('acme', eva.id)).toMatchObject({ roles: ['owner'], version: 1 })
    expect((await eventsOf('acme', before)).map(({ type }) => type)).toEqual([
      'role.unmapped',
      'role.changed',
      'role.changed',
      'group.deleted',
    ])
    expect(await roles.reconcile('acme')).toMatchObject({ changed: 0 })
    await expect(groups.remove('acme', groupId)).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  })
  test('reaches everybody in a large group', async () => {
    const { groups, users, roles, addGroup } = await createDirectoryRig()
    const ids: string[] = []
    for (let index = 0; index < 1001; index++) ids.push((await users.create('acme', { username: `u${index}` })).id)
    const groupId = await addGroup('All', ids, 'buyer')
    await roles.reconcile('acme')
    await groups.remove('acme', groupId)
    const { users: left } = await users.list('acme', { limit: 1000 })
    expect(left.filter((user) => user.roles.length > 0)).toEqual([])
  })
  test('broken off, leaves nobody with the role, and can be said again', async () => {
    let broken = true
    const breaking = (store: Store): Store => ({
      ...store,
      groups: {
        ...store.groups,
        remove: async (...given) => {
          if (!broken) return store.groups.remove(...given)
          broken = false
          throw new Error('the process died here')
        },
      },
    })
    const { groups, users, roles, addGroup } = await createDirectoryRig({}, breaking)
    const { id } = await users.create('acme', { username: 'ana' })
    const groupId = await addGroup('Admins', [id], 'admin')
    await roles.reconcile('acme')
    await expect(groups.remove('acme', groupId)).rejects.toThrow('died')
    expect(await users.get('acme', id)).toMatchObject({ roles: [] })
    await groups.remove('acme', groupId)
    await expect(groups.get('acme', groupId)).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  })
})
