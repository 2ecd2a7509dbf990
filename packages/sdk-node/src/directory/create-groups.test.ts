import { describe, expect, test } from 'vitest'
import { createDirectoryRig, noon } from '../../test/support/directory-rig.ts'
import { addPeople, createScimDirectoryRig, groupDraft } from '../../test/support/scim-directory-rig.ts'
import type { ManageGroups } from './manage-groups.ts'

const by = { actor: { type: 'user', id: 'admin-1' } } as const
type Draft = Parameters<ManageGroups['create']>[1]

describe('groups.create', () => {
  test('makes a group by hand, and writes it down', async () => {
    const { groups, eventsOf } = await createDirectoryRig()
    const group = await groups.create('acme', { name: 'CN=Buyers,OU=Acme' }, by)
    expect(group).toMatchObject({ organizationId: 'acme', connectionId: null, externalId: null, source: 'manual' })
    expect(await groups.get('acme', group.id)).toEqual(group)
    expect(await eventsOf('acme')).toMatchObject([
      { type: 'group.created', actor: by.actor, target: { type: 'group', id: group.id }, data: { old: null } },
    ])
  })
  test('refuses a name that is taken, a connection of somebody else, and what is no draft', async () => {
    const { groups, lastEvent } = await createDirectoryRig()
    await groups.create('acme', { name: 'Buyers' })
    await expect(groups.create('acme', { name: 'Buyers' })).rejects.toMatchObject({ code: 'GROUP_CONFLICT' })
    await expect(groups.create('nobody', { name: 'Buyers' })).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
    await expect(groups.create('acme', { name: 'X', connectionId: 'globex-saml' })).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
    })
    for (const draft of [
      {},
      { name: '' },
      { name: 'a\nb' },
      { name: 'X', members: [] },
      { name: 'X', connectionId: 7 },
    ])
      await expect(groups.create('acme', draft as Draft)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
    expect(await lastEvent('acme')).toBe(1)
    expect(await groups.create('globex', { name: 'Buyers' })).toMatchObject({ version: 1 })
  })
  test('takes a connection of the organization, from the store', async () => {
    const { groups, store } = await createDirectoryRig()
    await store.connections.insert({
      id: 'acme-saml',
      organizationId: 'acme',
      name: 'Acme',
      type: 'saml',
      preset: 'custom',
      status: 'draft',
      settings: {},
      sealedSecrets: null,
      provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
      metadataRefresh: null,
      warned: {},
      lastTest: null,
      dueAt: null,
      createdAt: noon,
      createdBy: { type: 'api', id: null },
      updatedAt: noon,
      version: 1,
    })
    expect(await groups.create('acme', { name: 'X', connectionId: 'acme-saml' })).toMatchObject({
      connectionId: 'acme-saml',
    })
    await expect(groups.create('globex', { name: 'X', connectionId: 'acme-saml' })).rejects.toMatchObject({
      code: 'CONNECTION_NOT_FOUND',
    })
  })
})

describe('groups.rename', () => {
  test('writes the new name once', async () => {
    const { groups, eventsOf } = await createDirectoryRig()
    const group = await groups.create('acme', { name: 'Buyers' })
    expect(await groups.rename('acme', group.id, 'Purchasing')).toEqual({ ...group, name: 'Purchasing', version: 2 })
    await groups.rename('acme', group.id, 'Purchasing')
    expect((await eventsOf('acme', 1)).map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'group.updated', data: { old: { name: 'Buyers' }, new: { name: 'Purchasing' } } },
    ])
  })
  test('refuses the name of another', async () => {
    const { groups } = await createDirectoryRig()
    const { id } = await groups.create('acme', { name: 'A' })
    await groups.create('acme', { name: 'B' })
    await expect(groups.rename('acme', id, 'B')).rejects.toMatchObject({ code: 'GROUP_CONFLICT' })
    await expect(groups.rename('acme', id, '')).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})

test('what SCIM sends is only read here', async () => {
  const rig = await createScimDirectoryRig()
  const { groups, users, acme, lastEvent } = rig
  const [bruno = ''] = await addPeople(rig, ['bruno'])
  const group = await acme.groups.create(groupDraft('Buyers'), [bruno])
  const { id } = await users.create('acme', { username: 'ana' })
  const before = await lastEvent('acme')
  for (const attempt of [
    async () => groups.rename('acme', group.id, 'X'),
    async () => groups.remove('acme', group.id),
    async () => groups.addMembers('acme', group.id, [id]),
    async () => groups.removeMembers('acme', group.id, [bruno]),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: 'GROUP_CONFLICT',
      detail: expect.stringContaining("SCIM's") as unknown,
    })
  expect(await groups.get('acme', group.id)).toEqual(group)
  expect((await groups.listMembers('acme', group.id)).userIds).toEqual([bruno])
  expect(await lastEvent('acme')).toBe(before)
})

test('lists come in pages, and take no cursor of another list', async () => {
  const { groups, users } = await createDirectoryRig()
  const first = await groups.create('acme', { name: 'A' })
  const second = await groups.create('acme', { name: 'B' })
  const page = await groups.list('acme', { limit: 1 })
  expect(page.groups).toHaveLength(1)
  const rest = await groups.list('acme', { limit: 1, after: page.cursor ?? '' })
  expect(rest.cursor).toBeNull()
  expect([...page.groups, ...rest.groups].map(({ name }) => name).toSorted()).toEqual(['A', 'B'])
  const ids = [await users.create('acme', { username: 'a' }), await users.create('acme', { username: 'b' })]
  const userIds = ids.map(({ id }) => id)
  await groups.addMembers('acme', first.id, userIds)
  const members = await groups.listMembers('acme', first.id, { limit: 1 })
  const others = await groups.listMembers('acme', first.id, { after: members.cursor ?? '' })
  expect([...members.userIds, ...others.userIds]).toEqual(userIds.toSorted())
  for (const after of [members.cursor ?? '', 'x'])
    for (const attempt of [
      groups.listMembers('acme', second.id, { after }),
      groups.list('acme', { after }),
      groups.list('globex', { after: page.cursor ?? '' }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

test('another organization’s group is none, to every verb, and stays as it is', async () => {
  const { groups, users, lastEvent } = await createDirectoryRig()
  const group = await groups.create('globex', { name: 'Buyers' })
  const bruno = await users.create('globex', { username: 'bruno' })
  const ana = await users.create('acme', { username: 'ana' })
  await groups.addMembers('globex', group.id, [bruno.id])
  const before = [await lastEvent('acme'), await lastEvent('globex')]
  for (const owner of ['acme', 'acme-north', 'nobody'])
    for (const attempt of [
      groups.get(owner, group.id),
      groups.rename(owner, group.id, 'X'),
      groups.remove(owner, group.id),
      groups.listMembers(owner, group.id),
      groups.addMembers(owner, group.id, [ana.id]),
      groups.removeMembers(owner, group.id, [bruno.id]),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  expect((await groups.list('acme')).groups).toEqual([])
  await expect(groups.list('nobody')).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  expect(await groups.get('globex', group.id)).toEqual(group)
  expect((await groups.listMembers('globex', group.id)).userIds).toEqual([bruno.id])
  expect([await lastEvent('acme'), await lastEvent('globex')]).toEqual(before)
})
