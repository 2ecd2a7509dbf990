import { describe, expect, test } from 'vitest'
import { noon } from '../../test/support/directory-rig.ts'
import {
  addPeople,
  createScimDirectoryRig,
  groupDraft,
  membersOf,
  userDraft,
} from '../../test/support/scim-directory-rig.ts'
import { counting } from '../../test/support/admission-stage.ts'
import type { Group } from '../model/group.ts'
import { memoryStore } from '../stores/memory-store.ts'

const nothing = { add: [], remove: [] }
const writer = { type: 'scim', id: 'acme-scim' } as const
const conflict = (name: string) => ({
  code: 'SCIM_CONFLICT',
  detail: expect.stringMatching(new RegExp(`^${name}: `)) as unknown,
})

/** Made without SCIM, as a sign-in by the connection makes them. */
const jitGroup = (over: Partial<Group> = {}): Group => ({
  id: 'jit-1',
  organizationId: 'acme',
  connectionId: 'acme-scim',
  externalId: null,
  name: 'Buyers',
  source: 'jit',
  scimAttributes: null,
  createdAt: noon,
  updatedAt: noon,
  version: 1,
  ...over,
})

describe('a group that a SCIM client creates', () => {
  test('has its people, and the log tells it', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = '', bruno = ''] = await addPeople(rig, ['ana', 'bruno'])
    const at = await rig.lastEvent('acme')
    const draft = groupDraft('Buyers', { externalId: 'g1' })
    const group = await rig.acme.groups.create(draft, [ana, bruno, ana])
    expect(group).toEqual({
      ...jitGroup({ name: 'Buyers', externalId: 'g1', source: 'scim', scimAttributes: draft.attributes }),
      id: expect.stringMatching(/^[0-9a-f-]{14}7/) as unknown,
    })
    expect(await rig.acme.groups.find(group.id)).toEqual(group)
    expect(await rig.acme.groups.findByExternalId('g1')).toEqual(group)
    expect(await rig.acme.groups.listByDisplayName('BUYERS')).toEqual([group])
    expect(await membersOf(rig, group)).toEqual([ana, bruno])
    expect(await rig.acme.groups.listInside(group.id, [bruno, 'nobody'])).toEqual([bruno])
    expect(await rig.acme.users.listGroups([bruno])).toEqual([{ userId: bruno, group }])
    const target = { type: 'group', id: group.id }
    const added = (userId: string) => ({
      type: 'group.member_added',
      actor: writer,
      target,
      data: { userId, connectionId: 'acme-scim' },
    })
    expect(await rig.told(at)).toEqual([
      {
        type: 'group.created',
        actor: writer,
        target,
        data: { old: null, new: { name: 'Buyers', connectionId: 'acme-scim', externalId: 'g1' } },
      },
      added(ana),
      added(bruno),
    ])
  })
  test.each([
    ['displayName', groupDraft('Buyers')],
    ['externalId', groupDraft('Sellers', { externalId: 'g1' })],
  ])('is refused with the %s of another one, and nothing is written', async (name, draft) => {
    const rig = await createScimDirectoryRig()
    const people = await addPeople(rig, ['ana'])
    await rig.acme.groups.create(groupDraft('Buyers', { externalId: 'g1' }), [])
    const at = await rig.lastEvent('acme')
    await expect(rig.acme.groups.create(draft, people)).rejects.toMatchObject(conflict(name))
    expect(await rig.acme.groups.count()).toBe(1)
    expect(await rig.lastEvent('acme')).toBe(at)
    expect(await rig.other.groups.create(draft, [])).toMatchObject({ connectionId: 'acme-other' })
  })
  test('takes over the one of that name that sign-ins made, with its mapping and exactly these people', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = '', bruno = '', eva = ''] = await addPeople(rig, ['ana', 'bruno', 'eva'])
    await rig.store.groups.insert(jitGroup())
    await rig.roles.map('acme', { groupId: 'jit-1', role: 'buyer' })
    await rig.groups.addMembers('acme', 'jit-1', [ana, bruno])
    const at = await rig.lastEvent('acme')
    const group = await rig.acme.groups.create(groupDraft('Buyers', { externalId: 'g1' }), [bruno, eva])
    expect(group).toMatchObject({ id: 'jit-1', source: 'scim', externalId: 'g1', version: 2 })
    expect(await membersOf(rig, group)).toEqual([bruno, eva])
    expect(await rig.acme.groups.list({ limit: 10 })).toEqual([group])
    expect((await rig.acme.users.findMany([ana, bruno, eva])).map(({ roles }) => roles)).toEqual([
      [],
      ['buyer'],
      ['buyer'],
    ])
    expect((await rig.told(at)).map(({ type, target }) => [type, target.id])).toEqual([
      ['group.updated', 'jit-1'],
      ['group.member_removed', 'jit-1'],
      ['group.member_added', 'jit-1'],
      ['role.changed', eva],
      ['role.changed', ana],
    ])
  })
  test('is refused once the connection is gone', async () => {
    const rig = await createScimDirectoryRig()
    await rig.store.connections.remove('acme', 'acme-scim')
    await expect(rig.acme.groups.create(groupDraft('Buyers'), [])).rejects.toMatchObject({ code: 'SCIM_UNAUTHORIZED' })
    expect(await rig.store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
  })
})

describe('members', () => {
  test.each(['nobody', 'a group', 'of another connection', 'of another organization', 'without SCIM'])(
    'who are no users of the connection are refused, and nothing is written: %s',
    async (kind) => {
      const rig = await createScimDirectoryRig()
      const [ana = ''] = await addPeople(rig, ['ana'])
      const group = await rig.acme.groups.create(groupDraft('Buyers'), [])
      const ids: Readonly<Record<string, string>> = {
        nobody: 'nobody',
        'a group': group.id,
        'of another connection': (await rig.other.users.create(userDraft('bruno'))).id,
        'of another organization': (await rig.globex.users.create(userDraft('bruno.globex'))).id,
        'without SCIM': (await rig.users.create('acme', { username: 'eva' })).id,
      }
      const at = await rig.lastEvent('acme')
      const add = [ana, ids[kind] ?? '']
      const refused = { code: 'SCIM_VALUE_INVALID', detail: expect.stringContaining(ids[kind] ?? '') as unknown }
      await expect(rig.acme.groups.create(groupDraft('Sellers'), add)).rejects.toMatchObject(refused)
      const attempt = rig.acme.groups.replace(group, groupDraft('Renamed'), { add, remove: [] })
      await expect(attempt).rejects.toMatchObject(refused)
      expect(await rig.acme.groups.list({ limit: 10 })).toEqual([group])
      expect(await membersOf(rig, group)).toEqual([])
      expect(await rig.lastEvent('acme')).toBe(at)
    },
  )
  test('come and go with the rest of the change, each told once, and only what really changed', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = '', bruno = '', eva = ''] = await addPeople(rig, ['ana', 'bruno', 'eva'])
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [ana, bruno])
    const at = await rig.lastEvent('acme')
    const change = { add: [bruno, eva, eva], remove: [ana, 'nobody', bruno, eva] }
    const after = await rig.acme.groups.replace(before, groupDraft('Purchasing', { externalId: 'g1' }), change)
    expect(after).toMatchObject({ id: before.id, name: 'Purchasing', externalId: 'g1', version: 2 })
    expect(await membersOf(rig, before)).toEqual([bruno, eva])
    expect((await rig.told(at)).map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'group.updated',
        data: { old: { name: 'Buyers', externalId: null }, new: { name: 'Purchasing', externalId: 'g1' } },
      },
      { type: 'group.member_removed', data: { userId: ana, connectionId: 'acme-scim' } },
      { type: 'group.member_added', data: { userId: eva, connectionId: 'acme-scim' } },
    ])
  })
  test('alone raise the version, and the group itself is not told as changed', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = ''] = await addPeople(rig, ['ana'])
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [])
    const at = await rig.lastEvent('acme')
    expect(await rig.acme.groups.replace(before, groupDraft('Buyers'), { add: [ana], remove: [] })).toMatchObject({
      version: 2,
    })
    expect((await rig.told(at)).map(({ type }) => type)).toEqual(['group.member_added'])
  })
  test('who are removed as people are in no group any more', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = ''] = await addPeople(rig, ['ana'])
    const group = await rig.acme.groups.create(groupDraft('Buyers'), [ana])
    await rig.acme.users.remove((await rig.acme.users.find(ana))!)
    expect(await membersOf(rig, group)).toEqual([])
  })
})

describe('a group that a SCIM client changes', () => {
  test('stays as it is, with no event, where nothing changes', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = ''] = await addPeople(rig, ['ana'])
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [ana])
    const at = await rig.lastEvent('acme')
    const same = { add: [ana], remove: ['nobody'] }
    expect(await rig.acme.groups.replace(before, groupDraft('Buyers'), same)).toEqual(before)
    expect(await rig.acme.groups.find(before.id)).toEqual(before)
    expect(await rig.lastEvent('acme')).toBe(at)
  })
  test('is told as updated where only attributes of an extension change', async () => {
    const rig = await createScimDirectoryRig()
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [])
    const at = await rig.lastEvent('acme')
    const draft = groupDraft('Buyers', { attributes: { displayName: 'Buyers', 'urn:acme:group': { costCenter: '1' } } })
    expect(await rig.acme.groups.replace(before, draft, nothing)).toMatchObject({ version: 2 })
    expect(await rig.told(at)).toMatchObject([{ type: 'group.updated', data: { old: {}, new: {} } }])
  })
  test.each([
    ['displayName', groupDraft('Sellers')],
    ['externalId', groupDraft('Buyers', { externalId: 'g2' })],
  ])('is refused the %s of another one', async (name, draft) => {
    const rig = await createScimDirectoryRig()
    const people = await addPeople(rig, ['ana'])
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [])
    await rig.acme.groups.create(groupDraft('Sellers', { externalId: 'g2' }), [])
    const attempt = rig.acme.groups.replace(before, draft, { add: people, remove: [] })
    await expect(attempt).rejects.toMatchObject(conflict(name))
    expect(await rig.acme.groups.find(before.id)).toEqual(before)
    expect(await membersOf(rig, before)).toEqual([])
  })
  test('is null when somebody else wrote in between, or it is gone', async () => {
    const rig = await createScimDirectoryRig()
    const people = await addPeople(rig, ['ana'])
    const before = await rig.acme.groups.create(groupDraft('Buyers'), [])
    const after = await rig.acme.groups.replace(before, groupDraft('Purchasing'), nothing)
    expect(await rig.acme.groups.replace(before, groupDraft('Sellers'), { add: people, remove: [] })).toBeNull()
    expect(await membersOf(rig, before)).toEqual([])
    expect(await rig.acme.groups.remove(after!)).toBe(true)
    expect(await rig.acme.groups.remove(after!)).toBe(false)
    expect(await rig.acme.groups.replace(after!, groupDraft('Sellers'), nothing)).toBeNull()
  })
  test('is never one of another connection, of sign-ins, or by hand', async () => {
    const rig = await createScimDirectoryRig()
    const strangers = [
      (await rig.other.groups.create(groupDraft('Buyers', { externalId: 'g1' }), [])).id,
      (await rig.globex.groups.create(groupDraft('Buyers', { externalId: 'g1' }), [])).id,
      (await rig.groups.create('acme', { name: 'Buyers' })).id,
    ]
    await rig.store.groups.insert(jitGroup({ externalId: 'g1' }))
    for (const id of [...strangers, 'jit-1']) expect(await rig.acme.groups.find(id)).toBeNull()
    expect(await rig.acme.groups.findByExternalId('g1')).toBeNull()
    expect(await rig.acme.groups.listByDisplayName('Buyers')).toEqual([])
    expect(await rig.acme.groups.list({ limit: 10 })).toEqual([])
    expect(await rig.acme.groups.count()).toBe(0)
    const [ana = ''] = await addPeople(rig, ['ana'])
    await rig.groups.addMembers('acme', strangers[2] ?? '', [ana])
    expect(await rig.acme.users.listGroups([ana])).toEqual([])
  })
})

describe('roles', () => {
  test('follow at once: for who joins, who leaves, and everybody when the group goes', async () => {
    const rig = await createScimDirectoryRig()
    const people = await addPeople(rig, ['ana', 'bruno', 'eva'])
    const [ana = '', bruno = '', eva = ''] = people
    const rolesNow = async () => (await rig.acme.users.findMany(people)).map(({ roles }) => roles[0] ?? null)
    const group = await rig.acme.groups.create(groupDraft('Buyers'), [])
    await rig.roles.map('acme', { groupId: group.id, role: 'buyer', targetOrganizationId: 'acme-north' })
    const joined = await rig.acme.groups.replace(group, groupDraft('Buyers'), { add: [ana, bruno], remove: [] })
    expect(await rolesNow()).toEqual(['buyer', 'buyer', null])
    expect(await rig.acme.users.find(ana)).toMatchObject({ organizationId: 'acme-north' })
    const left = await rig.acme.groups.replace(joined!, groupDraft('Buyers'), { add: [eva], remove: [ana] })
    expect(await rolesNow()).toEqual([null, 'buyer', 'buyer'])
    const at = await rig.lastEvent('acme')
    await rig.acme.groups.remove(left!)
    expect(await rolesNow()).toEqual([null, null, null])
    expect((await rig.told(at)).map(({ type, actor }) => [type, actor])).toEqual([
      ['role.unmapped', writer],
      ['group.deleted', writer],
    ])
    expect((await rig.told(0, 'acme-north')).at(-1)).toMatchObject({ type: 'role.changed', actor: writer })
    // Their role put them into a sub-organization, and SCIM keeps them there.
    expect(await rig.acme.users.count()).toBe(3)
  })
  test('follow for who was put into a mapped group while it was made', async () => {
    const rig = await createScimDirectoryRig()
    const [ana = ''] = await addPeople(rig, ['ana'])
    await rig.roles.map('acme', { groupId: (await rig.groups.create('acme', { name: 'X' })).id, role: 'x' })
    await rig.store.groups.insert(jitGroup())
    await rig.roles.map('acme', { groupId: 'jit-1', role: 'buyer' })
    await rig.acme.groups.create(groupDraft('Buyers'), [ana])
    expect(await rig.acme.users.find(ana)).toMatchObject({ roles: ['buyer'], roleSource: 'groups' })
  })
  test('that an attempt before left behind are given when the same is said again', async () => {
    let isBroken = false
    const rig = await createScimDirectoryRig({}, (store) => ({
      ...store,
      users: {
        ...store.users,
        replace: async (...given) => {
          if (isBroken) throw new Error('the process died here')
          return store.users.replace(...given)
        },
      },
    }))
    const [ana = ''] = await addPeople(rig, ['ana'])
    const group = await rig.acme.groups.create(groupDraft('Buyers'), [])
    await rig.roles.map('acme', { groupId: group.id, role: 'buyer' })
    isBroken = true
    const add = { add: [ana], remove: [] }
    await expect(rig.acme.groups.replace(group, groupDraft('Buyers'), add)).rejects.toThrow('died')
    isBroken = false
    const after = (await rig.acme.groups.find(group.id))!
    expect(await rig.acme.groups.replace(after, groupDraft('Buyers'), add)).toEqual(after)
    expect(await rig.acme.users.find(ana)).toMatchObject({ roles: ['buyer'] })
  })
})

test('one person more costs the same calls of the store, however many are in the group', async () => {
  const watched = counting(memoryStore())
  const rig = await createScimDirectoryRig({}, () => watched.store)
  const [ana = '', ...others] = await addPeople(
    rig,
    Array.from({ length: 300 }, (_, index) => `u${index}`),
  )
  const callsOf = async (name: string, people: readonly string[]): Promise<readonly string[]> => {
    const group = await rig.acme.groups.create(groupDraft(name), people)
    watched.calls.splice(0)
    await rig.acme.groups.replace(group, groupDraft(name), { add: [ana], remove: [] })
    return watched.calls.splice(0)
  }
  const calls = await callsOf('Few', others.slice(0, 3))
  expect(calls).toEqual([
    'groups.listInside',
    'users.findMany',
    'groups.amend',
    'organizations.find',
    'roleMappings.list',
    'users.findMany',
  ])
  expect(await callsOf('Many', others)).toEqual(calls)
})
