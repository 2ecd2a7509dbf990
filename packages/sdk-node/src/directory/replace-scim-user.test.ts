import { describe, expect, test } from 'vitest'
import type { ScimUserDraft } from '../ports/scim-directory.ts'
import { createScimDirectoryRig, userDraft } from '../../test/support/scim-directory-rig.ts'

const ana = userDraft('ana', {
  externalId: '00u1',
  email: 'ana@acme.test',
  more: { title: 'Buyer', nickName: 'Aninha' },
})

describe('a user whom a SCIM client changes', () => {
  test('has what was sent, and the event tells the attributes that changed and no others', async () => {
    const { acme, told, lastEvent } = await createScimDirectoryRig()
    const before = await acme.users.create(ana)
    const at = await lastEvent('acme')
    const draft = userDraft('ana', {
      externalId: '00u1',
      email: 'ana.souza@acme.test',
      name: 'Ana Souza',
      more: { nickName: 'Aninha', displayName: 'Ana Souza' },
    })
    const after = await acme.users.replace(before, draft)
    expect(after).toMatchObject({
      id: before.id,
      email: 'ana.souza@acme.test',
      name: 'Ana Souza',
      scimAttributes: draft.attributes,
      version: 2,
    })
    expect(await acme.users.find(before.id)).toEqual(after)
    expect(await acme.users.listByEmail('ana@acme.test')).toEqual([])
    expect(await told(at)).toEqual([
      {
        type: 'user.updated',
        actor: { type: 'scim', id: 'acme-scim' },
        target: { type: 'user', id: before.id },
        data: {
          connectionId: 'acme-scim',
          old: {
            email: 'ana@acme.test',
            name: null,
            scimAttributes: { emails: before.scimAttributes?.['emails'], title: 'Buyer' },
          },
          new: {
            email: 'ana.souza@acme.test',
            name: 'Ana Souza',
            scimAttributes: { emails: draft.attributes['emails'], displayName: 'Ana Souza' },
          },
        },
      },
    ])
  })
  test('stays as they are, with no event, where the same is sent in another order', async () => {
    const { acme, lastEvent } = await createScimDirectoryRig()
    const before = await acme.users.create(ana)
    const at = await lastEvent('acme')
    const [email] = ana.attributes['emails'] as [{ value: string; type: string; primary: boolean }]
    const { value, type, primary } = email
    const attributes = {
      ...Object.fromEntries(Object.entries(ana.attributes).toReversed()),
      emails: [{ value, primary, type }],
    }
    expect(await acme.users.replace(before, { ...ana, attributes })).toEqual(before)
    expect(await acme.users.find(before.id)).toEqual(before)
    expect(await lastEvent('acme')).toBe(at)
  })
  test('is told as updated where only an attribute changes that has no field here', async () => {
    const { acme, told, lastEvent } = await createScimDirectoryRig()
    const before = await acme.users.create(userDraft('ana', { more: { title: 'Buyer' } }))
    const at = await lastEvent('acme')
    await acme.users.replace(before, userDraft('ana', { more: { title: 'Seller' } }))
    expect((await told(at)).map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'user.updated',
        data: {
          connectionId: 'acme-scim',
          old: { scimAttributes: { title: 'Buyer' } },
          new: { scimAttributes: { title: 'Seller' } },
        },
      },
    ])
  })
  test('switched off keeps groups and role, and comes back', async () => {
    const { acme, addGroup, roles, told, lastEvent, store } = await createScimDirectoryRig()
    const { id } = await acme.users.create(userDraft('ana'))
    await addGroup('Buyers', [id], 'buyer')
    await roles.reconcile('acme')
    const at = await lastEvent('acme')
    const off = await acme.users.replace((await acme.users.find(id))!, userDraft('ana', { active: false }))
    expect(off).toMatchObject({ status: 'inactive', roles: ['buyer'], version: 3 })
    expect(await store.groups.listOfUsers([id])).toHaveLength(1)
    expect(await acme.users.replace(off!, userDraft('ana'))).toMatchObject({ status: 'active', version: 4 })
    expect(await told(at)).toMatchObject([
      {
        type: 'user.deactivated',
        data: { old: { status: 'active' }, new: { status: 'inactive', scimAttributes: { active: false } } },
      },
      { type: 'user.reactivated', data: { old: { status: 'inactive' }, new: { status: 'active' } } },
    ])
  })
  test('blocked stays blocked, and is let in again as SCIM wants them', async () => {
    const { acme, users } = await createScimDirectoryRig()
    const { id } = await acme.users.create(userDraft('ana'))
    const blocked = await users.update('acme', id, { status: 'blocked' })
    const off = await acme.users.replace(blocked, userDraft('ana', { active: false }))
    expect(off).toMatchObject({ status: 'blocked', scimAttributes: { active: false } })
    expect(await users.update('acme', id, { status: 'active' })).toMatchObject({ status: 'inactive' })
    const again = await users.update('acme', id, { status: 'blocked' })
    await acme.users.replace(again, userDraft('ana', { active: true }))
    expect(await users.update('acme', id, { status: 'inactive' })).toMatchObject({ status: 'active' })
  })
  test.each([
    ['userName', userDraft('Bruno')],
    ['externalId', userDraft('ana', { externalId: '00u2' })],
    ['emails', userDraft('ana', { email: 'bruno@acme.test' })],
  ])('is refused the %s of somebody else, of whom nothing is told', async (name, draft) => {
    const { acme, users, lastEvent } = await createScimDirectoryRig()
    const before = await acme.users.create(ana)
    const bruno = await users.create('acme', { username: 'bruno', externalId: '00u2', email: 'bruno@acme.test' })
    const at = await lastEvent('acme')
    const error: unknown = await acme.users.replace(before, draft).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'SCIM_CONFLICT',
      detail: expect.stringMatching(new RegExp(`^${name}: `)) as unknown,
    })
    expect(String(error)).not.toContain(bruno.id)
    expect(await acme.users.find(before.id)).toEqual(before)
    expect(await lastEvent('acme')).toBe(at)
  })
  test('is refused the userName of one of the connection who is in a sub-organization', async () => {
    const { acme, store } = await createScimDirectoryRig()
    const before = await acme.users.create(ana)
    const bruno = await acme.users.create(userDraft('bruno'))
    await store.users.move('acme', { ...bruno, organizationId: 'acme-north', version: 2 })
    await expect(acme.users.replace(before, userDraft('bruno'))).rejects.toMatchObject({ code: 'SCIM_CONFLICT' })
    const moved = (await acme.users.find(bruno.id))!
    expect(await acme.users.replace(moved, userDraft('bruno.lima'))).toMatchObject({
      organizationId: 'acme-north',
      username: 'bruno.lima',
    })
  })
  test('is null when somebody else wrote in between, or they are gone', async () => {
    const { acme } = await createScimDirectoryRig()
    const before = await acme.users.create(ana)
    const after = await acme.users.replace(before, userDraft('ana.souza'))
    expect(await acme.users.replace(before, userDraft('bruno'))).toBeNull()
    expect(await acme.users.find(before.id)).toEqual(after)
    await acme.users.remove(after!)
    expect(await acme.users.replace(after!, userDraft('bruno'))).toBeNull()
  })
})

describe('what one connection’s client reaches', () => {
  test('is no user of another connection, and nobody without SCIM', async () => {
    const { acme, other, globex, users } = await createScimDirectoryRig()
    const strangers = [
      await other.users.create(userDraft('bruno', { externalId: '00u2', email: 'bruno@acme.test' })),
      await globex.users.create(userDraft('eva', { externalId: '00u3', email: 'eva@acme.test' })),
      await users.create('acme', { username: 'ivo', externalId: '00u4', email: 'ivo@acme.test' }),
    ]
    const mine = await acme.users.create(ana)
    for (const { id, username, externalId, email } of strangers) {
      expect(await acme.users.find(id)).toBeNull()
      expect(await acme.users.findByUserName(username ?? '')).toBeNull()
      expect(await acme.users.findByExternalId(externalId ?? '')).toBeNull()
      expect(await acme.users.listByEmail(email ?? '')).toEqual([])
    }
    expect(await acme.users.findMany([mine.id, ...strangers.map(({ id }) => id), 'nobody'])).toEqual([mine])
    expect(await acme.users.list({ limit: 10 })).toEqual([mine])
    expect(await acme.users.count()).toBe(1)
    expect(await acme.users.remove(strangers[0]!)).toBe(false)
    expect(await other.users.count()).toBe(1)
  })
})

test('a user who is removed is gone with links and memberships, and the log tells who it was', async () => {
  const { acme, store, told, lastEvent, addGroup } = await createScimDirectoryRig()
  const user = await acme.users.create(ana)
  await store.users.link(user, { connectionId: 'acme-scim', subject: 's1' })
  const groupId = await addGroup('Buyers', [user.id])
  const at = await lastEvent('acme')
  // Their role has put them elsewhere since they were read.
  await store.users.move('acme', { ...user, organizationId: 'acme-north', version: 2 })
  expect(await acme.users.remove(user)).toBe(true)
  expect(await store.users.findAnywhere(user.id)).toBeNull()
  expect(await store.users.findByLink({ connectionId: 'acme-scim', subject: 's1' })).toBeNull()
  expect(await store.groups.countMembers(groupId)).toBe(0)
  expect(await told(at, 'acme')).toEqual([])
  expect(await told(0, 'acme-north')).toMatchObject([
    {
      type: 'user.deleted',
      actor: { type: 'scim', id: 'acme-scim' },
      data: {
        connectionId: 'acme-scim',
        old: { username: 'ana', externalId: '00u1', scimAttributes: { title: 'Buyer' } },
        new: null,
      },
    },
  ])
})

describe('a new address or username', () => {
  const rename = async (subject: string, draft: Partial<ScimUserDraft>) => {
    const rig = await createScimDirectoryRig()
    const before = await rig.acme.users.create(userDraft('Ana', { email: 'ana@acme.test' }))
    await rig.store.users.link(before, { connectionId: 'acme-scim', subject })
    await rig.store.users.link(before, { connectionId: 'acme-other', subject })
    const at = await rig.lastEvent('acme')
    await rig.acme.users.replace(before, userDraft('Ana', { email: 'ana@acme.test', ...draft }))
    const links = await rig.store.users.listLinks('acme', before.id)
    return { links: links.map(({ connectionId }) => connectionId), types: (await rig.told(at)).map(({ type }) => type) }
  }
  test.each([
    ['ana@acme.test', { email: 'ana.souza@acme.test' }],
    ['ANA@acme.test', { email: 'ana.souza@acme.test' }],
    ['email:ana@acme.test', { email: null }],
    ['ana', { username: 'ana.souza' }],
  ])('ends the link of %s at the connection, which may soon be somebody else’s name', async (subject, draft) => {
    expect(await rename(subject, draft)).toEqual({
      links: ['acme-other'],
      types: ['user.updated', 'user.unlinked'],
    })
  })
  test.each([
    ['s1', { email: 'ana.souza@acme.test', username: 'ana.souza' }],
    ['ana', { email: 'ana.souza@acme.test' }],
    ['ana@acme.test', { username: 'ana@acme.test', email: 'ana.souza@acme.test' }],
    ['ana@acme.test', { name: 'Ana Souza' }],
  ])('leaves the link of %s, which is as good as before', async (subject, draft) => {
    expect(await rename(subject, draft)).toEqual({ links: ['acme-other', 'acme-scim'], types: ['user.updated'] })
  })
})
