import { describe, expect, test } from 'vitest'
import { createDirectoryRig, populate } from '../../test/support/directory-rig.ts'
import type { User } from '../model/user.ts'

const by = { actor: { type: 'user', id: 'admin-1' } } as const

describe('roles.reconcile', () => {
  test('gives everybody the role of their groups, and says what it did', async () => {
    const rig = await createDirectoryRig()
    const { ana, bruno, eva, ivo, rui } = await populate(rig)
    const [buyers, north] = ['buyer', 'admin'].map(async (role) =>
      (await rig.roles.listMappings('acme')).find((mapping) => mapping.role === role),
    )
    const summary = await rig.roles.reconcile('acme', {}, by)
    expect(summary).toMatchObject({ dryRun: false, checked: 5, changed: 3, moved: 1, skipped: [] })
    const old = { organizationId: 'acme', roles: [] }
    const buyer = { organizationId: 'acme', roles: ['buyer'] }
    const expected = [
      { userId: ana, old: { ...old, roles: ['owner'] }, new: buyer, groupId: (await buyers)?.groupId },
      { userId: bruno, old, new: { organizationId: 'acme-north', roles: ['admin'] }, groupId: (await north)?.groupId },
      { userId: ivo, old, new: buyer, groupId: (await buyers)?.groupId },
    ]
    expect(summary.changes).toHaveLength(3)
    expect(summary.changes).toEqual(expect.arrayContaining(expected))
    expect(summary.conflicts).toMatchObject([
      { userId: bruno, candidates: [{ role: 'admin', organizationId: 'acme-north' }, { role: 'buyer' }] },
    ])
    expect(await rig.users.get('acme-north', bruno)).toMatchObject({ roles: ['admin'], roleSource: 'groups' })
    expect(await rig.users.get('acme', eva)).toMatchObject({ roles: ['owner'], version: 2 })
    expect(await rig.users.get('acme', rui)).toMatchObject({ version: 2 })
    expect(await rig.users.get('acme', ivo)).toMatchObject({ roles: ['buyer'], status: 'inactive' })
  })
  test('writes down each change with who asked for it, a move in both logs', async () => {
    const rig = await createDirectoryRig()
    const { ana, bruno } = await populate(rig)
    const before = await rig.lastEvent('acme')
    await rig.roles.reconcile('acme', {}, by)
    const written = await rig.eventsOf('acme', before)
    expect(written.filter(({ target }) => target.id === ana)).toMatchObject([{ type: 'role.changed', actor: by.actor }])
    const move = { old: { organizationId: 'acme' }, new: { organizationId: 'acme-north' } }
    expect(written.filter(({ target }) => target.id === bruno)).toMatchObject([{ type: 'user.moved', data: move }])
    expect(await rig.eventsOf('acme-north')).toMatchObject([
      { type: 'user.moved', target: { id: bruno }, data: move },
      { type: 'role.changed', target: { id: bruno } },
    ])
  })
  test('changes nothing the second time', async () => {
    const rig = await createDirectoryRig()
    await populate(rig)
    const { conflicts } = await rig.roles.reconcile('acme')
    const before = [await rig.lastEvent('acme'), await rig.lastEvent('acme-north')]
    expect(await rig.roles.reconcile('acme')).toEqual({
      dryRun: false,
      checked: 5,
      changed: 0,
      moved: 0,
      changes: [],
      conflicts,
      skipped: [],
    })
    expect([await rig.lastEvent('acme'), await rig.lastEvent('acme-north')]).toEqual(before)
  })
  test('says in a dry run what it would do, and writes nothing', async () => {
    const rig = await createDirectoryRig()
    await populate(rig)
    const people = await rig.users.list('acme')
    const before = await rig.lastEvent('acme')
    const dry = await rig.roles.reconcile('acme', { dryRun: true })
    expect(await rig.users.list('acme')).toEqual(people)
    expect(await rig.lastEvent('acme')).toBe(before)
    expect(await rig.roles.reconcile('acme')).toEqual({ ...dry, dryRun: false })
  })
  test('takes over a role that nobody had decided on, and the groups give: it goes with them', async () => {
    const rig = await createDirectoryRig()
    const user = await rig.users.create('acme', { username: 'ana' })
    await rig.store.users.replace({ ...user, roles: ['buyer'], version: 2 })
    await rig.addGroup('Buyers', [user.id], 'buyer')
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 1 })
    expect(await rig.users.get('acme', user.id)).toMatchObject({ roles: ['buyer'], roleSource: 'groups' })
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 0 })
  })
  test('takes the role from everybody once nothing is mapped any more', async () => {
    const rig = await createDirectoryRig()
    await populate(rig)
    await rig.roles.reconcile('acme')
    for (const { groupId } of await rig.roles.listMappings('acme')) await rig.roles.unmap('acme', groupId)
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 4, moved: 0 })
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 0 })
  })
  test('reaches 1200 people, page after page', async () => {
    const rig = await createDirectoryRig()
    const ids: string[] = []
    for (let index = 0; index < 1200; index++)
      ids.push((await rig.users.create(index % 2 === 0 ? 'acme' : 'acme-south', { username: `u${index}` })).id)
    await rig.addGroup('All', ids, 'buyer', 'acme-north')
    expect(await rig.roles.reconcile('acme')).toMatchObject({ checked: 1200, changed: 1200, moved: 1200 })
    expect(await rig.store.users.count('acme-north')).toBe(1200)
    expect(await rig.roles.reconcile('acme')).toMatchObject({ checked: 1200, changed: 0 })
  })
  test('of a sub looks at its people only, by the rules of the main organization', async () => {
    const rig = await createDirectoryRig()
    const inMain = await rig.users.create('acme', { username: 'a' })
    const inSub = await rig.users.create('acme-north', { username: 'b' })
    await rig.addGroup('All', [inMain.id, inSub.id], 'buyer')
    expect(await rig.roles.reconcile('acme-north')).toMatchObject({ checked: 1, changed: 1, moved: 1 })
    expect(await rig.roles.listMappings('acme-north')).toEqual(await rig.roles.listMappings('acme'))
    expect(await rig.users.get('acme', inMain.id)).toEqual(inMain)
  })
  test('leaves out who cannot go where their address is taken: without the old role, and as the dry run says', async () => {
    const rig = await createDirectoryRig()
    const { users, roles } = rig
    const old = await rig.addGroup('Owners', [], 'owner')
    const ana = await users.create('acme', { email: 'ana@acme.test' })
    await rig.groups.addMembers('acme', old, [ana.id])
    const twin = await users.create('acme-north', { email: 'ana@acme.test', role: 'x' })
    await roles.map('acme', { groupId: old, role: 'buyer', targetOrganizationId: 'acme-north' })
    const dry = await roles.reconcile('acme', { dryRun: true })
    const summary = await roles.reconcile('acme')
    expect(summary).toMatchObject({
      changed: 1,
      moved: 0,
      changes: [
        { userId: ana.id, old: { roles: ['owner'] }, new: { organizationId: 'acme', roles: [] }, groupId: null },
      ],
      skipped: [{ userId: ana.id, reason: 'USER_CONFLICT' }],
    })
    expect(summary).toEqual({ ...dry, dryRun: false })
    expect(await roles.reconcile('acme')).toMatchObject({ changed: 0, skipped: [{ reason: 'USER_CONFLICT' }] })
    await users.remove('acme-north', twin.id)
    expect(await roles.reconcile('acme')).toMatchObject({ moved: 1, skipped: [] })
  })
  test('knows in a dry run who makes room for whom', async () => {
    const rig = await createDirectoryRig()
    const make = async (organizationId: string): Promise<User> =>
      rig.users.create(organizationId, { email: 'ana@acme.test', username: 'Ana', externalId: 'E1' })
    const people = [await make('acme'), await make('acme-south')].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const [first, second] = people as [User, User]
    await rig.addGroup('First', [first.id], 'buyer', 'acme-north')
    await rig.addGroup('Second', [second.id], 'buyer', first.organizationId)
    const dry = await rig.roles.reconcile('acme', { dryRun: true })
    expect(dry).toMatchObject({ moved: 2, skipped: [] })
    expect(await rig.roles.reconcile('acme')).toEqual({ ...dry, dryRun: false })
  })
  test('refuses an organization nobody knows, and options that are none', async () => {
    const { roles } = await createDirectoryRig()
    for (const attempt of [
      roles.reconcile('nobody'),
      roles.listConflicts('nobody'),
      roles.listMappings('nobody'),
      roles.simulate({ organizationId: 'nobody' }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
    for (const options of [{ dryrun: true }, { dryRun: 'yes' }, null])
      await expect(roles.reconcile('acme', options as object)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})
