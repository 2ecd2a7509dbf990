import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { verifyLog } from '../../src/events/verify-log.ts'
import { sqliteStore } from '../../src/stores/sqlite-store.ts'
import { createDirectoryRig, populate, type DirectoryRig } from '../support/directory-rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-directory-'))
let opened: ReturnType<typeof sqliteStore>[] = []

afterEach(async () => {
  for (const store of opened) await store.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

async function createRig(): Promise<DirectoryRig> {
  return createDirectoryRig({ rolePriority: ['admin', 'buyer'] }, () => {
    const store = sqliteStore(join(folder, 'auth.db'), { synchronous: 'normal' })
    opened.push(store)
    return store
  })
}

test('people, groups and roles in a database end as they do in memory, whoever writes at the same time', async () => {
  const rig = await createRig()
  const { ana, bruno, eva } = await populate(rig)
  const names: string[] = []
  for (let index = 0; index < 20; index++) names.push((await rig.users.create('acme', { username: `u${index}` })).id)
  const groupId = await rig.addGroup('South', names, 'seller', 'acme-south')
  const rename = async (id: string): Promise<unknown> => rig.users.update('acme', id, { name: `Person ${id}` })
  // Said again when the others were faster three times.
  const leave = async (): Promise<void> => rig.groups.removeMembers('acme', groupId, names.slice(0, 5))
  const [first, second] = await Promise.all([
    rig.roles.reconcile('acme'),
    rig.roles.reconcile('acme'),
    leave().catch(leave),
    // Whoever has moved already is no longer there to be renamed.
    ...[ana, eva, ...names].map(async (id) => rename(id).catch((error: unknown) => error)),
  ])
  expect([...first.skipped, ...second.skipped].filter(({ reason }) => reason === 'USER_CONFLICT')).toEqual([])
  await rig.roles.reconcile('acme')
  expect(await rig.roles.reconcile('acme')).toMatchObject({ checked: 25, changed: 0, skipped: [] })

  expect(await rig.users.get('acme', ana)).toMatchObject({ name: `Person ${ana}`, roles: ['buyer'] })
  expect(await rig.users.get('acme', eva)).toMatchObject({ name: `Person ${eva}`, roles: ['owner'] })
  expect(await rig.users.get('acme-north', bruno)).toMatchObject({ roles: ['admin'] })
  for (const id of names.slice(0, 5)) expect(await rig.store.users.findAnywhere(id)).toMatchObject({ roles: [] })
  for (const id of names.slice(5)) expect(await rig.users.get('acme-south', id)).toMatchObject({ roles: ['seller'] })
  for (const organizationId of ['acme', 'acme-north', 'acme-south'])
    expect(await verifyLog(rig.store.events, organizationId)).toMatchObject({ ok: true })

  await rig.groups.remove('acme', groupId)
  const { users } = await rig.users.list('acme-south', { includeWithoutRole: true })
  expect(users.filter(({ roles }) => roles.length > 0)).toEqual([])
})
