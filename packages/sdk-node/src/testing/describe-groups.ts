import assert from 'node:assert/strict'
import type { Group } from '../model/group.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, mapping, now, twenty, user } from './store-samples.ts'

/** Groups: each of one organization, and of one connection or made by hand. */
export function describeGroups(makeStore: () => Promise<Store>, { test }: Runner): void {
  const buyers = group('g1', 'acme', 'Buyers')

  test('gives a group back as it was put, to its organization only', async () => {
    const { groups } = await makeStore()
    const rich: Group = {
      ...group('g2', 'acme', "CN=Ein'käufer %_,DC=acme", null),
      externalId: 'E "1"',
      updatedAt: new Date(now.getTime() + 1),
      version: 7,
    }
    for (const one of [buyers, rich]) {
      assert.equal(await groups.insert(one), true)
      assert.deepEqual(await groups.find('acme', one.id), one)
      assert.deepEqual(await groups.findByName('acme', one.connectionId, one.name), one)
      assert.equal(await groups.find('globex', one.id), null)
      assert.equal(await groups.findByName('globex', one.connectionId, one.name), null)
    }
  })
  test('finds a group by the name its connection gave it, as it is spelled', async () => {
    const { groups } = await makeStore()
    await groups.insert(buyers)
    assert.equal(await groups.findByName('acme', 'c', 'buyers'), null)
    assert.equal(await groups.findByName('acme', 'd', 'Buyers'), null)
    assert.equal(await groups.findByName('acme', null, 'Buyers'), null)
  })
  test('lets a connection have each name and each external id once', async () => {
    const { groups } = await makeStore()
    await groups.insert({ ...buyers, externalId: 'E' })
    assert.equal(await groups.insert(group('g2', 'acme', 'Buyers')), false)
    assert.equal(await groups.insert({ ...group('g2', 'acme', 'Sellers'), externalId: 'E' }), false)
    assert.equal(await groups.insert(group('g1', 'acme', 'Sellers')), false)
    assert.equal(await groups.insert(group('g1', 'globex', 'Sellers', 'd')), false)
    assert.equal((await groups.list({ organizationId: 'acme', limit: 10 })).length, 1)
    const others = [
      group('g2', 'acme', 'buyers'),
      { ...group('g3', 'acme', 'Buyers', 'd'), externalId: 'E' },
      { ...group('g4', 'acme', 'Buyers', null), externalId: 'E' },
      { ...group('g5', 'globex', 'Buyers', null), externalId: 'E' },
    ]
    for (const one of others) assert.equal(await groups.insert(one), true, one.id)
    assert.equal(await groups.insert(group('g6', 'acme', 'Buyers', null)), false)
  })
  test('of many inserts of one name at once, one wins', async () => {
    const { groups } = await makeStore()
    const inserts = await Promise.all(twenty.map((index) => groups.insert(group(`g${index}`, 'acme', 'Buyers', null))))
    assert.equal(inserts.filter(Boolean).length, 1)
  })
  test('lists the groups of an organization page by page', async () => {
    const { groups } = await makeStore()
    for (const id of ['g3', 'g1', 'g2']) await groups.insert(group(id, 'acme', `name of ${id}`))
    await groups.insert(group('g0', 'globex', 'Buyers'))
    const list = async (after: string | undefined, limit: number): Promise<readonly string[]> =>
      (await groups.list({ organizationId: 'acme', limit, ...(after === undefined ? {} : { after }) })).map(
        ({ id }) => id,
      )
    assert.deepEqual(await list(undefined, 2), ['g1', 'g2'])
    assert.deepEqual(await list('g2', 2), ['g3'])
    assert.deepEqual(await list('g3', 2), [])
  })
  test('replaces the version before, of that organization', async () => {
    const { groups } = await makeStore()
    await groups.insert(buyers)
    const renamed = { ...buyers, name: 'Einkauf', version: 2 }
    assert.equal(await groups.replace({ ...renamed, version: 3 }), false)
    assert.equal(await groups.replace({ ...renamed, version: 1 }), false)
    assert.equal(await groups.replace({ ...renamed, organizationId: 'globex' }), false)
    const replaced = await Promise.all(twenty.map(() => groups.replace(renamed)))
    assert.equal(replaced.filter(Boolean).length, 1)
    assert.deepEqual(await groups.findByName('acme', 'c', 'Einkauf'), renamed)
    assert.equal(await groups.findByName('acme', 'c', 'Buyers'), null)
  })
  test('refuses to give a group the name or external id of another', async () => {
    const { groups } = await makeStore()
    await groups.insert({ ...buyers, externalId: 'E' })
    const sellers = group('g2', 'acme', 'Sellers')
    await groups.insert(sellers)
    assert.equal(await groups.replace({ ...sellers, name: 'Buyers', version: 2 }), false)
    assert.equal(await groups.replace({ ...sellers, externalId: 'E', version: 2 }), false)
    assert.deepEqual(await groups.find('acme', 'g2'), sellers)
  })
  test('forgets a group with its memberships and its role mapping, once and in its own organization only', async () => {
    const { groups, users, roleMappings } = await makeStore()
    await groups.insert(buyers)
    await users.insert(user('u1', 'acme', 'ana@acme.test'), null)
    await groups.change({ add: [{ groupId: 'g1', userId: 'u1' }], remove: [] })
    await roleMappings.put(mapping('g1', 'acme', 'buyer'))
    assert.equal(await groups.remove('globex', 'g1'), false)
    assert.equal(await groups.countMembers('g1'), 1)
    assert.equal(await groups.remove('acme', 'g1'), true)
    assert.equal(await groups.remove('acme', 'g1'), false)
    assert.deepEqual(await groups.listOfUsers(['u1']), [])
    assert.deepEqual(await roleMappings.list('acme'), [])
    assert.equal(await groups.insert(buyers), true)
    assert.equal(await groups.countMembers('g1'), 0)
    assert.deepEqual(await roleMappings.list('acme'), [])
  })
}
