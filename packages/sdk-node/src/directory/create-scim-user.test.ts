import { describe, expect, test } from 'vitest'
import { createScimDirectoryRig, elsewhere, userDraft } from '../../test/support/scim-directory-rig.ts'
import { noon } from '../../test/support/directory-rig.ts'

const anaAtAcme = { externalId: '00u1', email: 'ana@acme.test', name: 'Ana Souza', firstName: 'Ana', lastName: 'Souza' }
const ana = userDraft('Ana', anaAtAcme)
const conflict = (name: string) => ({
  code: 'SCIM_CONFLICT',
  detail: expect.stringMatching(new RegExp(`^${name}: `)) as unknown,
})

describe('a user whom a SCIM client creates', () => {
  test('is the connection’s, and the log tells who made them', async () => {
    const { acme, told } = await createScimDirectoryRig()
    const user = await acme.users.create(ana)
    expect(user).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{14}7/) as unknown,
      organizationId: 'acme',
      username: 'Ana',
      ...anaAtAcme,
      status: 'active',
      source: 'scim',
      roles: [],
      roleSource: null,
      scimConnectionId: 'acme-scim',
      scimAttributes: ana.attributes,
      createdAt: noon,
      updatedAt: noon,
      version: 1,
    })
    expect(await acme.users.find(user.id)).toEqual(user)
    expect(await told(0)).toEqual([
      {
        type: 'user.created',
        actor: { type: 'scim', id: 'acme-scim' },
        target: { type: 'user', id: user.id },
        data: {
          connectionId: 'acme-scim',
          old: null,
          new: { username: 'Ana', ...anaAtAcme, status: 'active', roles: [], scimAttributes: ana.attributes },
        },
      },
    ])
  })
  test('is inactive where the client says so', async () => {
    const { acme } = await createScimDirectoryRig()
    expect(await acme.users.create(userDraft('ana', { active: false }))).toMatchObject({ status: 'inactive' })
  })
  test('comes after those before in the list, also within one millisecond', async () => {
    const { acme } = await createScimDirectoryRig()
    const ids: string[] = []
    for (let index = 0; index < 50; index++) ids.push((await acme.users.create(userDraft(`u${index}`))).id)
    expect((await acme.users.list({ limit: 100 })).map(({ id }) => id)).toEqual(ids)
    expect(await acme.users.list({ offset: 10, limit: 1 })).toMatchObject([{ username: 'u10' }])
    expect(await acme.users.count()).toBe(50)
  })
  test.each([
    ['userName', userDraft('aNA')],
    ['externalId', userDraft('bruno', { externalId: '00u1' })],
    ['emails', userDraft('bruno', { email: 'ana@acme.test' })],
  ])('is refused with the %s of another user of the connection, and nothing is written', async (name, draft) => {
    const { acme, lastEvent } = await createScimDirectoryRig()
    const { id } = await acme.users.create(ana)
    const before = await lastEvent('acme')
    await expect(acme.users.create(draft)).rejects.toMatchObject(conflict(name))
    await expect(acme.users.create(draft)).rejects.not.toMatchObject({ detail: expect.stringContaining(id) as unknown })
    expect(await acme.users.count()).toBe(1)
    expect(await lastEvent('acme')).toBe(before)
  })
  test('is refused with the userName or externalId of one whose role has put them into a sub-organization', async () => {
    const { acme, store } = await createScimDirectoryRig()
    const user = await acme.users.create(userDraft('ana', { externalId: '00u1' }))
    await store.users.move('acme', { ...user, organizationId: 'acme-north', version: 2 })
    await expect(acme.users.create(userDraft('ANA'))).rejects.toMatchObject(conflict('userName'))
    await expect(acme.users.create(userDraft('b', { externalId: '00u1' }))).rejects.toMatchObject(
      conflict('externalId'),
    )
  })
  test('is another one at another organization, whatever they have in common', async () => {
    const { acme, globex } = await createScimDirectoryRig()
    const one = await acme.users.create(ana)
    const two = await globex.users.create(ana)
    expect(two.id).not.toBe(one.id)
    expect(two).toMatchObject({ organizationId: 'globex', scimConnectionId: 'globex-scim' })
  })
  test('is refused once the connection is gone', async () => {
    const { acme, store } = await createScimDirectoryRig()
    await store.connections.remove('acme', 'acme-scim')
    await expect(acme.users.create(ana)).rejects.toMatchObject({ code: 'SCIM_UNAUTHORIZED' })
    expect(await store.users.count('acme')).toBe(0)
  })
})

describe('a user who was removed', () => {
  test('comes back under the id of before, by the external id', async () => {
    const { acme, told, lastEvent } = await createScimDirectoryRig()
    const first = await acme.users.create(ana)
    await acme.users.create(userDraft('bruno'))
    expect(await acme.users.remove(first)).toBe(true)
    expect(await acme.users.remove(first)).toBe(false)
    const before = await lastEvent('acme')
    const again = await acme.users.create(userDraft('ana.souza', { externalId: '00u1' }))
    expect(again).toMatchObject({ id: first.id, username: 'ana.souza', version: 1 })
    expect(await told(before)).toMatchObject([{ type: 'user.created', target: { id: first.id } }])
  })
  test('comes back blocked if they were, whatever the client says', async () => {
    const { acme, store } = await createScimDirectoryRig()
    const first = await acme.users.create(ana)
    await store.users.replace({ ...first, status: 'blocked', version: 2 })
    expect(await acme.users.remove({ ...first, version: 2 })).toBe(true)
    const again = await acme.users.create(ana)
    expect(again).toMatchObject({ id: first.id, status: 'blocked' })
    await acme.users.remove(again)
    expect(await acme.users.create(ana)).toMatchObject({ id: first.id, status: 'blocked' })
  })
  test('is somebody else without that external id, at another connection, or once another has the id', async () => {
    const { acme, other, store } = await createScimDirectoryRig()
    const first = await acme.users.create(ana)
    await acme.users.remove(first)
    expect((await acme.users.create(userDraft('ana'))).id).not.toBe(first.id)
    expect((await other.users.create(userDraft('ana.other', { externalId: '00u1' }))).id).not.toBe(first.id)
    const [bruno] = await acme.users.list({ limit: 1 })
    await acme.users.remove(bruno!)
    await other.users.remove((await other.users.list({ limit: 1 }))[0]!)
    await store.users.insert(
      { ...first, organizationId: 'globex', externalId: 'x', source: 'jit', scimConnectionId: null },
      null,
    )
    const again = await acme.users.create(ana)
    expect(again.id).not.toBe(first.id)
    expect(again).toMatchObject({ externalId: '00u1', organizationId: 'acme' })
  })
})

describe('a user who is there without SCIM', () => {
  test.each([
    ['externalId', { externalId: '00u1' }],
    ['username, whatever its case', { username: 'ANA' }],
    ['address', { email: 'ana@acme.test' }],
    ['all of them', { externalId: '00u1', username: 'ana', email: 'ana@acme.test' }],
  ])('is taken over by %s, with id, links, groups and role', async (_by, there) => {
    const { acme, users, store, addGroup, roles, told, lastEvent } = await createScimDirectoryRig()
    const made = await users.create('acme', { username: 'x', ...there, source: 'import' })
    await store.users.link(made, { connectionId: 'acme-scim', subject: 's1' })
    await addGroup('Buyers', [made.id], 'buyer')
    await roles.reconcile('acme')
    const before = await lastEvent('acme')
    const user = await acme.users.create(ana)
    expect(user).toMatchObject({
      id: made.id,
      username: 'Ana',
      ...anaAtAcme,
      source: 'scim',
      scimConnectionId: 'acme-scim',
      scimAttributes: ana.attributes,
      roles: ['buyer'],
      roleSource: 'groups',
      version: 3,
    })
    expect(await store.users.listLinks('acme', made.id)).toEqual([{ connectionId: 'acme-scim', subject: 's1' }])
    expect((await store.groups.listOfUsers([made.id])).map(({ group }) => group.name)).toEqual(['Buyers'])
    const [updated, ...others] = await told(before)
    expect(others).toEqual([])
    expect(updated).toMatchObject({
      type: 'user.updated',
      actor: { type: 'scim', id: 'acme-scim' },
      data: {
        connectionId: 'acme-scim',
        old: { name: null },
        new: { name: 'Ana Souza', scimAttributes: ana.attributes },
      },
    })
    await expect(acme.users.create(ana)).rejects.toMatchObject(conflict('userName'))
  })
  test.each([
    ['active', true, 'active', 'user.updated'],
    ['active', false, 'inactive', 'user.deactivated'],
    ['inactive', true, 'active', 'user.reactivated'],
    ['invited', true, 'active', 'user.updated'],
    ['blocked', true, 'blocked', 'user.updated'],
    ['blocked', false, 'blocked', 'user.updated'],
  ] as const)('%s, taken over with active %s, is %s', async (from, active, to, type) => {
    const { acme, users, told, lastEvent } = await createScimDirectoryRig()
    await users.create('acme', { username: 'ana', status: from })
    const before = await lastEvent('acme')
    expect(await acme.users.create(userDraft('ana', { active }))).toMatchObject({ status: to })
    expect(await told(before)).toMatchObject([{ type }])
  })
  test('is found in a sub-organization too, and stays there', async () => {
    const { acme, users } = await createScimDirectoryRig()
    const made = await users.create('acme-north', { email: 'ana@acme.test' })
    const user = await acme.users.create(ana)
    expect(user).toMatchObject({ id: made.id, organizationId: 'acme-north', scimConnectionId: 'acme-scim' })
    expect(await acme.users.findByUserName('ana')).toEqual(user)
    expect(await acme.users.findByExternalId('00u1')).toEqual(user)
    expect(await acme.users.listByEmail('ANA@acme.test')).toEqual([user])
  })
  test('is not taken over where two could be meant', async () => {
    const { acme, users, lastEvent } = await createScimDirectoryRig()
    await users.create('acme', { username: 'ana' })
    await users.create('acme', { email: 'ana@acme.test' })
    await users.create('acme-north', { username: 'bruno' })
    await users.create('acme-south', { username: 'bruno' })
    const before = await lastEvent('acme')
    await expect(acme.users.create(ana)).rejects.toMatchObject(conflict('userName and emails'))
    await expect(acme.users.create(userDraft('bruno'))).rejects.toMatchObject(conflict('userName'))
    expect(await lastEvent('acme')).toBe(before)
  })
  test.each(['acme', 'acme-north'])(
    'is not taken over where other connections serve the address, in %s',
    async (organizationId) => {
      const { acme, users, store } = await createScimDirectoryRig()
      const made = await users.create(organizationId, { username: 'ana', email: `ana@${elsewhere}` })
      await expect(acme.users.create(userDraft('ana'))).rejects.toMatchObject(conflict('userName'))
      const byEmail = userDraft('a', { email: `ana@${elsewhere}` })
      await expect(acme.users.create(byEmail)).rejects.toMatchObject(conflict('emails'))
      expect(await store.users.findAnywhere(made.id)).toEqual(made)
    },
  )
  test.each([false, true])(
    'is not taken from another connection’s client; in a sub-organization: %s',
    async (isMoved) => {
      const { acme, other, store } = await createScimDirectoryRig()
      const made = await other.users.create(ana)
      const there = isMoved ? { ...made, organizationId: 'acme-north', version: 2 } : made
      if (isMoved) await store.users.move('acme', there)
      await expect(acme.users.create(ana)).rejects.toMatchObject({ code: 'SCIM_CONFLICT' })
      expect(await store.users.findAnywhere(made.id)).toEqual(there)
    },
  )
  test('of another organization is none of this client’s business', async () => {
    const { acme, users } = await createScimDirectoryRig()
    const made = await users.create('globex', { username: 'ana', email: 'ana@acme.test' })
    const user = await acme.users.create(ana)
    expect(user.id).not.toBe(made.id)
    expect(await users.get('globex', made.id)).toEqual(made)
  })
})
