import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, later, mapping, twenty } from './store-samples.ts'

/** Role mappings: one for each group at most. */
export function describeRoleMappings(makeStore: () => Promise<Store>, { test }: Runner): void {
  const fill = async (): Promise<Store> => {
    const store = await makeStore()
    for (const id of ['g2', 'g1']) await store.groups.insert(group(id, 'acme', `name of ${id}`))
    await store.groups.insert(group('g3', 'globex', 'Buyers', 'd'))
    return store
  }

  test('keeps the mapping of each group, in the order of the groups, for its organization only', async () => {
    const { roleMappings } = await fill()
    const admins = { ...mapping('g2', 'acme', 'administrador, sênior'), targetOrganizationId: 'acme-eu' }
    for (const one of [admins, mapping('g1', 'acme', 'buyer'), mapping('g3', 'globex', 'buyer')])
      assert.equal(await roleMappings.put(one), true)
    assert.deepEqual(await roleMappings.list('acme'), [mapping('g1', 'acme', 'buyer'), admins])
    assert.deepEqual(await roleMappings.list('globex'), [mapping('g3', 'globex', 'buyer')])
    assert.deepEqual(await roleMappings.list('acme-eu'), [])
  })
  test('puts a mapping in the place of the one its group had', async () => {
    const { roleMappings } = await fill()
    await roleMappings.put(mapping('g1', 'acme', 'buyer'))
    const changed = { ...mapping('g1', 'acme', 'admin'), targetOrganizationId: 'acme-eu', createdAt: later(60) }
    assert.equal(await roleMappings.put(changed), true)
    assert.deepEqual(await roleMappings.list('acme'), [changed])
  })
  test('of many mappings of one group at once, keeps one', async () => {
    const { roleMappings } = await fill()
    const puts = await Promise.all(twenty.map((index) => roleMappings.put(mapping('g1', 'acme', `role ${index}`))))
    assert.ok(puts.every(Boolean))
    assert.equal((await roleMappings.list('acme')).length, 1)
  })
  test('maps no group that the organization does not have', async () => {
    const { roleMappings } = await fill()
    assert.equal(await roleMappings.put(mapping('none', 'acme', 'buyer')), false)
    assert.equal(await roleMappings.put(mapping('g3', 'acme', 'buyer')), false)
    await roleMappings.put(mapping('g3', 'globex', 'buyer'))
    assert.equal(await roleMappings.put(mapping('g3', 'acme', 'admin')), false)
    assert.deepEqual(await roleMappings.list('acme'), [])
    assert.deepEqual(await roleMappings.list('globex'), [mapping('g3', 'globex', 'buyer')])
  })
  test('removes a mapping once, and of its own organization only', async () => {
    const { roleMappings } = await fill()
    await roleMappings.put(mapping('g1', 'acme', 'buyer'))
    await roleMappings.put(mapping('g2', 'acme', 'buyer'))
    assert.equal(await roleMappings.remove('globex', 'g1'), false)
    assert.equal(await roleMappings.remove('acme', 'g1'), true)
    assert.equal(await roleMappings.remove('acme', 'g1'), false)
    assert.deepEqual(await roleMappings.list('acme'), [mapping('g2', 'acme', 'buyer')])
  })
}
