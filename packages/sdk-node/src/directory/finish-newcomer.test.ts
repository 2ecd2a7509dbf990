import { expect, test } from 'vitest'
import { arrive, mapGroup, now, putFamily, putGroup, typesOf } from '../../test/support/admission-stage.ts'
import type { Store } from '../ports/store.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { createRoles } from './create-roles.ts'

/** The store, with somebody who reconciles just before the first change of memberships. */
function reconciledBefore(store: Store, happening: () => Promise<unknown> = async () => null): Store {
  const roles = createRoles({ store, now: () => now, isStaticOrganization: () => false })
  let isFirst = true
  const change: Store['groups']['change'] = async (...given) => {
    if (isFirst) {
      isFirst = false
      await happening()
      expect((await roles.reconcile('acme')).changed).toBe(1)
    }
    return store.groups.change(...given)
  }
  return { ...store, groups: { ...store.groups, change } }
}
test('leaves nobody with a role that was reconciled while their groups changed', async () => {
  const store = memoryStore()
  await putFamily(store)
  const sales = await putGroup(store, 'Sales')
  for (const group of [sales, await putGroup(store, 'Buyers')]) await mapGroup(store, group, 'buyer')
  const { user } = await arrive(store, { identity: { groups: ['Sales'] } })
  const raced = reconciledBefore(store, () => store.roleMappings.remove('acme', sales.id))
  const { user: after } = await arrive(raced, { identity: { groups: ['Buyers'] } })
  expect(after).toMatchObject({ id: user.id, roles: ['buyer'], version: 3 })
  expect(await store.users.find('acme', user.id)).toEqual(after)
})
test('leaves nobody new without a role who was reconciled before they were in their groups', async () => {
  const store = memoryStore()
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'North'), 'clerk', 'acme-north')
  const { user, organization } = await arrive(reconciledBefore(store), { identity: { groups: ['North'] } })
  expect(user).toMatchObject({ roles: ['clerk'], organizationId: 'acme-north', version: 3 })
  expect(organization.id).toBe('acme-north')
  expect(await store.users.findAnywhere(user.id)).toEqual(user)
  expect((await typesOf(store, 'acme-north')).filter((type) => type === 'login.succeeded')).toHaveLength(1)
})
test('leaves nothing of a person behind whose organization is removed while they come in', async () => {
  const store = memoryStore()
  await putFamily(store)
  await mapGroup(store, await putGroup(store, 'North'), 'clerk', 'acme-north')
  const onSignIn = async (): Promise<void> => {
    for (const id of ['acme-north', 'acme-south', 'acme']) await store.organizations.remove(id)
  }
  for (const groups of [[], ['North', 'New']]) {
    const arriving = arrive(store, { identity: { groups }, onSignIn })
    await expect(arriving).rejects.toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' })
    expect(await store.users.list({ organizationIds: ['acme', 'acme-north'], limit: 10 })).toEqual([])
    expect(await store.groups.list({ organizationId: 'acme', limit: 10 })).toEqual([])
    await putFamily(store)
  }
  const { user } = await arrive(store)
  expect(user.organizationId).toBe('acme')
})
