import { describe, expect, test } from 'vitest'
import { createDirectoryRig, noon } from '../../test/support/directory-rig.ts'
import type { ManageRoles } from './manage-roles.ts'

const by = { actor: { type: 'user', id: 'admin-1' } } as const
type Draft = Parameters<ManageRoles['map']>[1]

describe('roles.map and unmap', () => {
  test('write the mapping and what it was, and touch nobody', async () => {
    const { groups, roles, users, addGroup, eventsOf, lastEvent } = await createDirectoryRig()
    const { id } = await users.create('acme', { username: 'ana' })
    const groupId = await addGroup('Buyers', [id])
    const before = await lastEvent('acme')
    const mapping = await roles.map('acme', { groupId, role: ' buyer ' }, by)
    expect(mapping).toEqual({
      groupId,
      organizationId: 'acme',
      targetOrganizationId: 'acme',
      role: 'buyer',
      createdAt: noon,
    })
    await roles.map('acme', { groupId, role: 'admin', targetOrganizationId: 'acme-north' })
    expect(await roles.listMappings('acme')).toMatchObject([{ role: 'admin', targetOrganizationId: 'acme-north' }])
    await roles.unmap('acme', groupId)
    expect(await roles.listMappings('acme')).toEqual([])
    expect(await users.get('acme', id)).toMatchObject({ roles: [], version: 1 })
    const buyer = { organizationId: 'acme', role: 'buyer' }
    const admin = { organizationId: 'acme-north', role: 'admin' }
    expect(
      (await eventsOf('acme', before)).map(({ type, target, data }) => ({ type, target: target.id, data })),
    ).toEqual([
      { type: 'role.mapped', target: groupId, data: { old: null, new: buyer } },
      { type: 'role.mapped', target: groupId, data: { old: buyer, new: admin } },
      { type: 'role.unmapped', target: groupId, data: { old: admin, new: null } },
    ])
    await expect(roles.unmap('acme', groupId)).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
    await groups.remove('acme', groupId)
  })
  test('write nothing where nothing changes', async () => {
    const { roles, addGroup, lastEvent } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [], 'buyer')
    const before = await lastEvent('acme')
    await roles.map('acme', { groupId, role: 'buyer', targetOrganizationId: 'acme' })
    expect(await lastEvent('acme')).toBe(before)
  })
  test('refuse what is no role, no target, no group or no draft', async () => {
    const { roles, groups, addGroup, lastEvent } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [])
    const foreign = await groups.create('globex', { name: 'Buyers' })
    const inSub = await groups.create('acme-north', { name: 'Buyers' })
    const before = await lastEvent('acme')
    const cases: readonly (readonly [unknown, string])[] = [
      [{ groupId, role: '' }, 'ROLE_INVALID'],
      [{ groupId, role: 'a\tb' }, 'ROLE_INVALID'],
      [{ groupId, role: 'r'.repeat(101) }, 'ROLE_INVALID'],
      [{ groupId }, 'ROLE_INVALID'],
      [{ groupId, role: 'r', targetOrganizationId: 'globex' }, 'ROLE_INVALID'],
      [{ groupId, role: 'r', targetOrganizationId: 'nobody' }, 'ROLE_INVALID'],
      [{ groupId: foreign.id, role: 'r' }, 'GROUP_NOT_FOUND'],
      [{ groupId: inSub.id, role: 'r' }, 'GROUP_NOT_FOUND'],
      [{ groupId: 'nobody', role: 'r' }, 'GROUP_NOT_FOUND'],
      [{ role: 'r' }, 'REQUEST_INVALID'],
      [{ groupId, role: 'r', organizationId: 'acme-north' }, 'REQUEST_INVALID'],
      [null, 'REQUEST_INVALID'],
    ]
    for (const [draft, code] of cases) await expect(roles.map('acme', draft as Draft)).rejects.toMatchObject({ code })
    const inherited = { code: 'ORGANIZATION_SETTING_INHERITED' }
    await expect(roles.map('acme-north', { groupId, role: 'r' })).rejects.toMatchObject(inherited)
    await expect(roles.unmap('acme-north', groupId)).rejects.toMatchObject(inherited)
    await expect(roles.simulate({ organizationId: 'acme-north' })).rejects.toMatchObject(inherited)
    expect(await roles.listMappings('acme')).toEqual([])
    expect(await lastEvent('acme')).toBe(before)
  })
})

test('another organization’s mappings count for nothing, and its people are not looked at', async () => {
  const { roles, groups, users, store, lastEvent } = await createDirectoryRig()
  const group = await groups.create('globex', { name: 'Admins' })
  await roles.map('globex', { groupId: group.id, role: 'admin' })
  const bruno = await users.create('globex', { username: 'bruno' })
  const ana = await users.create('acme', { username: 'ana' })
  // No verb does this.
  await store.groups.change({ add: [{ groupId: group.id, userId: ana.id }], remove: [] })
  await store.groups.change({ add: [{ groupId: group.id, userId: bruno.id }], remove: [] })
  const before = await lastEvent('globex')
  expect(await roles.reconcile('acme')).toMatchObject({ checked: 1, changed: 0 })
  expect(await users.get('acme', ana.id)).toEqual(ana)
  expect(await users.get('globex', bruno.id)).toEqual(bruno)
  for (const attempt of [
    roles.unmap('acme', group.id),
    roles.map('acme', { groupId: group.id, role: 'x' }),
    roles.simulate({ organizationId: 'acme', unmap: [group.id] }),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  expect(await roles.listMappings('globex')).toMatchObject([{ role: 'admin' }])
  expect(await lastEvent('globex')).toBe(before)
})
