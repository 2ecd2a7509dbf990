import { describe, expect, test } from 'vitest'
import { createDirectoryRig, populate } from '../../test/support/directory-rig.ts'
import type { MappingChange } from './manage-roles.ts'

test('listConflicts names who is in groups that disagree, the winner first, but not whose role is by hand', async () => {
  const rig = await createDirectoryRig({ rolePriority: ['buyer', 'admin'] })
  const { bruno } = await populate(rig)
  expect(await rig.roles.listConflicts('acme')).toMatchObject([
    {
      userId: bruno,
      candidates: [
        { role: 'buyer', groupName: 'Buyers' },
        { role: 'admin', groupName: 'North' },
      ],
    },
  ])
})

describe('roles.explain', () => {
  test('says which group gives the role, which would, and which are not mapped', async () => {
    const rig = await createDirectoryRig()
    const { bruno } = await populate(rig)
    const plain = await rig.addGroup('Plain', [bruno])
    expect(await rig.roles.explain(bruno)).toMatchObject({ roles: [], source: null, drifted: true })
    await rig.roles.reconcile('acme')
    expect(await rig.roles.explain(bruno)).toMatchObject({
      userId: bruno,
      organizationId: 'acme-north',
      roles: ['admin'],
      source: 'groups',
      winner: { groupName: 'North', role: 'admin', organizationId: 'acme-north' },
      candidates: [{ groupName: 'North' }, { groupName: 'Buyers' }],
      unmapped: [{ groupId: plain, groupName: 'Plain' }],
      drifted: false,
    })
  })
  test('says that a role is by hand, and what the groups would give', async () => {
    const rig = await createDirectoryRig()
    const { eva } = await populate(rig)
    expect(await rig.roles.explain(eva)).toMatchObject({
      roles: ['owner'],
      source: 'manual',
      winner: null,
      candidates: [{ role: 'admin' }, { role: 'buyer' }],
      drifted: false,
    })
  })
  test('refuses an id that is nobody’s', async () => {
    const { roles } = await createDirectoryRig()
    await expect(roles.explain('nobody')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
    await expect(roles.explain(7 as unknown as string)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  })
})

describe('roles.simulate', () => {
  test('says what reconcile then does, and writes nothing', async () => {
    const rig = await createDirectoryRig()
    const { ana, bruno } = await populate(rig)
    await rig.roles.reconcile('acme')
    const [buyers, north] = ['Buyers', 'North'].map(async (name) => rig.store.groups.findByName('acme', null, name))
    const [buyersId, northId] = [(await buyers)?.id ?? '', (await north)?.id ?? '']
    const plain = await rig.addGroup('Plain', [ana, bruno])
    const before = await rig.lastEvent('acme')
    const change: MappingChange = {
      organizationId: 'acme',
      map: [
        { groupId: plain, role: 'auditor', targetOrganizationId: 'acme-south' },
        { groupId: buyersId, role: 'viewer' },
      ],
      unmap: [northId],
      rolePriority: ['viewer'],
    }
    const simulated = await rig.roles.simulate(change)
    expect(await rig.lastEvent('acme')).toBe(before)
    expect(simulated).toMatchObject({ dryRun: true, checked: 5, changed: 4, moved: 1 })

    for (const mapping of change.map ?? []) await rig.roles.map('acme', mapping)
    await rig.roles.unmap('acme', northId)
    const record = await rig.store.organizations.find('acme')
    if (record === null || record.settings === null) throw new Error('acme is a main organization')
    await rig.store.organizations.replace({
      ...record,
      settings: { ...record.settings, rolePriority: ['viewer'] },
      version: 2,
    })
    expect(await rig.roles.reconcile('acme')).toEqual({ ...simulated, dryRun: false })
  })
  test('of nothing is a dry run', async () => {
    const rig = await createDirectoryRig()
    await populate(rig)
    expect(await rig.roles.simulate({ organizationId: 'acme' })).toEqual(
      await rig.roles.reconcile('acme', { dryRun: true }),
    )
  })
  test('refuses what could not be done', async () => {
    const { roles, groups, addGroup } = await createDirectoryRig()
    const groupId = await addGroup('Buyers', [])
    const foreign = await groups.create('globex', { name: 'Buyers' })
    const cases: readonly (readonly [object, string])[] = [
      [{ map: [{ groupId: foreign.id, role: 'r' }] }, 'GROUP_NOT_FOUND'],
      [{ unmap: [groupId] }, 'GROUP_NOT_FOUND'],
      [{ map: [{ groupId, role: '' }] }, 'ROLE_INVALID'],
      [{ map: [{ groupId, role: 'r', targetOrganizationId: 'globex' }] }, 'ROLE_INVALID'],
      [{ rolePriority: [''] }, 'ROLE_INVALID'],
      [{ map: [{ groupId, role: 'r' }], unmap: [groupId] }, 'REQUEST_INVALID'],
      [{ map: groupId }, 'REQUEST_INVALID'],
      [{ mappings: [] }, 'REQUEST_INVALID'],
      [{ organizationId: 7 }, 'REQUEST_INVALID'],
    ]
    for (const [over, code] of cases)
      await expect(roles.simulate({ organizationId: 'acme', ...over })).rejects.toMatchObject({ code })
  })
})
