import { describe, expect, test } from 'vitest'
import { createDirectoryRig, noon } from '../../test/support/directory-rig.ts'
import { createScimDirectoryRig, userDraft } from '../../test/support/scim-directory-rig.ts'
import type { UserDraft } from './manage-users.ts'

const ana = { email: 'ana@acme.test', name: 'Ana Souza' }
const wrong = (value: unknown): UserDraft => value as UserDraft
const by = { actor: { type: 'user', id: 'admin-1' }, ip: '192.0.2.1', userAgent: 'Browser/1.0' } as const

describe('users.create', () => {
  test('makes somebody who can be found, and writes down who did it', async () => {
    const { users, eventsOf } = await createDirectoryRig()
    const user = await users.create('acme', { ...ana, email: ' Ana@ACME.test ', role: ' buyer ' }, by)
    expect(user).toMatchObject({
      organizationId: 'acme',
      email: 'ana@acme.test',
      username: null,
      status: 'active',
      source: 'manual',
      roles: ['buyer'],
      roleSource: 'manual',
      createdAt: noon,
      version: 1,
    })
    expect(await users.get('acme', user.id)).toEqual(user)
    expect(await users.findByEmail('acme', 'ANA@acme.test')).toEqual(user)
    expect(await eventsOf('acme')).toMatchObject([
      {
        type: 'user.created',
        ...by,
        target: { type: 'user', id: user.id },
        data: { connectionId: null, old: null, new: { email: 'ana@acme.test', roles: ['buyer'], status: 'active' } },
      },
    ])
  })
  const refused: readonly (readonly [string, unknown, string])[] = [
    ['a password', { ...ana, password: 'Tr0ub4dor' }, 'password'],
    ['a field nobody knows', { ...ana, emial: 'x' }, 'emial'],
    ['an id', { ...ana, id: 'mine' }, "'id'"],
    ['a prototype', JSON.parse('{"email":"ana@acme.test","__proto__":{}}'), '__proto__'],
    ['what is no object', 'ana', 'object'],
    ['null', null, 'object'],
    ['nothing to be found by', { name: 'Ana' }, 'externalId'],
    ['what is no address', { email: 'ana' }, 'draft.email'],
    ['a number as a name', { ...ana, name: 7 }, 'draft.name'],
    ['an empty name', { ...ana, name: ' ' }, 'draft.name'],
    ['a control character', { ...ana, username: 'ana\nx' }, 'draft.username'],
    ['a name without an end', { ...ana, name: 'a'.repeat(201) }, 'draft.name'],
    ['a status nobody knows', { ...ana, status: 'gone' }, "'pending' or"],
    ['a source that is not by hand', { ...ana, source: 'scim' }, "'manual' or 'import'"],
  ]
  test.each(refused)('refuses %s', async (_, draft, detail) => {
    const { users, lastEvent } = await createDirectoryRig()
    const failure = await users.create('acme', wrong(draft)).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'REQUEST_INVALID', detail: expect.stringContaining(detail) })
    expect(String(failure)).not.toContain('Tr0ub4dor')
    expect((await users.list('acme')).users).toEqual([])
    expect(await lastEvent('acme')).toBe(0)
  })
  test.each(['', ' ', 'r'.repeat(101), 'a\u0000b', '\uD800', 7])('refuses %j as a role', async (role) => {
    const { users } = await createDirectoryRig()
    await expect(users.create('acme', wrong({ ...ana, role }))).rejects.toMatchObject({ code: 'ROLE_INVALID' })
  })
  test('refuses an address, username or external id that somebody has, and says which and who', async () => {
    const { users } = await createDirectoryRig()
    const { id } = await users.create('acme', { email: 'ana@acme.test', username: 'Ana', externalId: 'E1' })
    for (const [name, draft] of [
      ['email', { email: 'ANA@acme.test' }],
      ['username', { username: 'ana' }],
      ['externalId', { externalId: 'E1' }],
    ] as const)
      await expect(users.create('acme', draft)).rejects.toMatchObject({
        code: 'USER_CONFLICT',
        detail: expect.stringMatching(new RegExp(`^${name}: .*${id}`)),
      })
    expect((await users.create('globex', { email: 'ana@acme.test', username: 'Ana', externalId: 'E1' })).version).toBe(
      1,
    )
  })
  test('knows organizations of the store, of the options, and those that people came from', async () => {
    const { users, store } = await createDirectoryRig()
    await expect(users.create('nobody', ana)).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
    const user = await users.create('example', ana)
    await store.users.insert({ ...user, id: 'u-claims', organizationId: 'by-claims' }, null)
    expect(await users.create('by-claims', { username: 'ana' })).toMatchObject({ organizationId: 'by-claims' })
  })
})

test('remove forgets the person, and the log does not', async () => {
  const { users, eventsOf } = await createDirectoryRig()
  const { id } = await users.create('acme', { ...ana, role: 'buyer' })
  await users.remove('acme', id)
  expect(await users.find('acme', id)).toBeNull()
  expect((await eventsOf('acme')).at(-1)).toMatchObject({
    type: 'user.deleted',
    target: { id },
    data: { old: { email: 'ana@acme.test', roles: ['buyer'] }, new: null },
  })
  await expect(users.remove('acme', id)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
})

test('another organization’s person is nobody, to every verb, and stays as they are', async () => {
  const { users, store, lastEvent } = await createDirectoryRig()
  const user = await users.create('globex', { email: 'bruno@globex.test' })
  await store.users.link(user, { connectionId: 'globex-saml', subject: 's1' })
  for (const owner of ['acme', 'acme-north', 'nobody']) {
    expect(await users.find(owner, user.id)).toBeNull()
    expect(await users.findByEmail(owner, 'bruno@globex.test')).toBeNull()
    for (const attempt of [
      users.get(owner, user.id),
      users.update(owner, user.id, { name: 'X' }),
      users.update(owner, user.id, {}),
      users.remove(owner, user.id),
      users.unlink(owner, user.id, 'globex-saml'),
      users.listLogins(owner, user.id),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
    expect(await lastEvent(owner)).toBe(0)
  }
  expect((await users.list('acme', { includeSubOrganizations: true })).users).toEqual([])
  expect(await users.get('globex', user.id)).toEqual(user)
  expect(await store.users.listLinks('globex', user.id)).toHaveLength(1)
})

test('lists of an organization nobody knows, and ids that are none, are refused', async () => {
  const { users } = await createDirectoryRig()
  await expect(users.list('nobody')).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  await expect(users.listLoginsOfOrganization('nobody')).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
  for (const id of [undefined, null, 7, '', 'a\u0000', {}])
    for (const attempt of [users.get('acme', id as string), users.find(id as string, 'x'), users.list(id as string)])
      await expect(attempt).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

test('users.remove leaves SCIM whom SCIM sends, until the connection is gone', async () => {
  const { users, acme, store, lastEvent } = await createScimDirectoryRig()
  const user = await acme.users.create(userDraft('ana'))
  const before = await lastEvent('acme')
  await expect(users.remove('acme', user.id)).rejects.toMatchObject({
    code: 'USER_CONFLICT',
    detail: expect.stringContaining("SCIM's") as unknown,
  })
  expect(await acme.users.find(user.id)).toEqual(user)
  expect(await lastEvent('acme')).toBe(before)
  await store.connections.remove('acme', 'acme-scim')
  expect(await users.update('acme', user.id, { name: 'Ana Souza' })).toMatchObject({
    source: 'manual',
    scimConnectionId: null,
    scimAttributes: null,
  })
  await users.remove('acme', user.id)
  expect(await users.find('acme', user.id)).toBeNull()
})
