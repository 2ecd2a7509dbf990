import { expect, test } from 'vitest'
import { counting } from '../../test/support/admission-stage.ts'
import { createDirectoryRig, noon, type DirectoryRig } from '../../test/support/directory-rig.ts'
import type { User } from '../model/user.ts'
import { followRoles } from './follow-roles.ts'

const writer = { actor: { type: 'system', id: null }, origin: { ip: null, userAgent: null } } as const

async function addUser({ users, store }: DirectoryRig, username: string, over: Partial<User> = {}): Promise<string> {
  const user = await users.create('acme', { username })
  await store.users.replace({ ...user, ...over, version: 2 })
  return user.id
}
const follow = async ({ store }: DirectoryRig, userIds: readonly string[]): Promise<readonly string[]> => {
  const watched = counting(store)
  await followRoles('acme', userIds, { store: watched.store, now: () => noon }, writer)
  return watched.calls
}

test('reads nobody’s groups where no group is mapped and nobody has a role of groups', async () => {
  const rig = await createDirectoryRig()
  const ids = [await addUser(rig, 'ana'), await addUser(rig, 'bruno', { roles: ['x'], roleSource: 'manual' })]
  await rig.addGroup('Buyers', ids)
  expect(await follow(rig, ids)).toEqual(['organizations.find', 'roleMappings.list', 'users.findMany'])
  expect(await follow(rig, [])).toEqual([])
})
test('takes a role of groups also where no group is mapped any more, and leaves one by hand', async () => {
  const rig = await createDirectoryRig()
  const ana = await addUser(rig, 'ana', { roles: ['buyer'], roleSource: 'groups' })
  const bruno = await addUser(rig, 'bruno', { roles: ['buyer'], roleSource: 'manual' })
  await follow(rig, [ana, bruno])
  expect(await rig.users.get('acme', ana)).toMatchObject({ roles: [], roleSource: null })
  expect(await rig.users.get('acme', bruno)).toMatchObject({ roles: ['buyer'], version: 2 })
})
test('reads people by the hundreds, and reaches them all', async () => {
  const rig = await createDirectoryRig()
  const ids: string[] = []
  for (let index = 0; index < 1100; index++) ids.push((await rig.users.create('acme', { username: `u${index}` })).id)
  await rig.addGroup('Buyers', ids, 'buyer')
  const calls = await follow(rig, ids)
  expect(calls.filter((call) => call === 'users.findMany')).toHaveLength(3)
  expect(calls).not.toContain('users.findAnywhere')
  expect((await rig.store.users.findMany(ids)).filter(({ roles }) => roles[0] === 'buyer')).toHaveLength(1100)
})
