import { describe, expect, test } from 'vitest'
import { createDirectoryRig, type DirectoryRig } from '../../test/support/directory-rig.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'

describe('while somebody else writes', () => {
  /** Once, before the first write of a user, another request does something. */
  const rigWith = async (
    meanwhile: (store: Store, user: User) => Promise<unknown>,
    times = 1,
  ): Promise<DirectoryRig> => {
    let left = 0
    const rig = await createDirectoryRig({}, (store) => ({
      ...store,
      users: {
        ...store.users,
        replace: async (user, events) => {
          if (left-- > 0) await meanwhile(store, user)
          return store.users.replace(user, events)
        },
      },
    }))
    const { id } = await rig.users.create('acme', { username: 'ana' })
    await rig.addGroup('Buyers', [id], 'buyer')
    left = times
    return rig
  }
  const rename = async (store: Store, { id }: User): Promise<unknown> => {
    const stored = await store.users.findAnywhere(id)
    return stored && store.users.replace({ ...stored, name: `Ana ${stored.version}`, version: stored.version + 1 })
  }
  const findAna = async ({ users }: DirectoryRig): Promise<User> => (await users.list('acme')).users[0] as User

  test('reconcile keeps what a sign-in wrote, and gives the role', async () => {
    const rig = await rigWith(rename)
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 1, skipped: [] })
    expect(await findAna(rig)).toMatchObject({ name: 'Ana 1', roles: ['buyer'] })
  })
  test('reconcile goes by the groups as they are now, not as it had read them', async () => {
    const rig = await rigWith(async (store, user) => {
      const [membership] = await store.groups.listOfUsers([user.id])
      const remove = [{ groupId: membership?.group.id ?? '', userId: user.id }]
      await store.groups.change({ add: [], remove })
    })
    const { changes } = await rig.roles.reconcile('acme')
    expect(await findAna(rig)).toMatchObject({ roles: [] })
    expect(changes).toMatchObject([{ old: { roles: [] }, new: { roles: [] }, groupId: null }])
  })
  test('reconcile takes nothing from somebody who was given a role by hand meanwhile', async () => {
    const rig = await rigWith(async (store, { id }) => {
      const stored = await store.users.findAnywhere(id)
      await store.users.replace({ ...(stored as User), roles: ['owner'], roleSource: 'manual', version: 2 })
    })
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 0, skipped: [] })
    expect(await findAna(rig)).toMatchObject({ roles: ['owner'], roleSource: 'manual' })
  })
  test('reconcile skips whom others keep writing, and says so; the next run does it', async () => {
    const rig = await rigWith(rename, 3)
    const [{ id }] = (await rig.users.list('acme')).users as [User]
    expect(await rig.roles.reconcile('acme')).toMatchObject({
      changed: 0,
      skipped: [{ userId: id, reason: 'WRITE_CONFLICT' }],
    })
    expect(await rig.roles.reconcile('acme')).toMatchObject({ changed: 1, skipped: [] })
  })
  test('reconcile passes over whoever is removed meanwhile', async () => {
    const rig = await rigWith(async (store, { id }) => store.users.remove('acme', id))
    expect(await rig.roles.reconcile('acme')).toMatchObject({ checked: 1, changed: 0, skipped: [] })
  })
})
