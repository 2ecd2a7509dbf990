import assert from 'node:assert/strict'
import type { EventDraft } from '../model/event.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { group, link, loginEvent, mapping, twenty, user } from './store-samples.ts'

/** A write and its events: both, or neither. */
export function describeAuditedWrites(makeStore: () => Promise<Store>, { test }: Runner): void {
  const ana = user('u1', 'acme', 'ana@acme.test')
  const elsewhere = { connectionId: 'd', subject: 's' }
  const idsOf = async ({ events }: Store): Promise<readonly string[]> =>
    (await events.list({ organizationId: 'acme', limit: 100 })).map(({ id }) => id)

  test('writes events with a user, a link and a replacement, in the order given', async () => {
    const store = await makeStore()
    assert.equal(await store.users.insert(ana, link, [loginEvent('e1', 'acme'), loginEvent('e2', 'acme')]), true)
    assert.equal(await store.users.link(ana, elsewhere, [loginEvent('e3', 'acme')]), true)
    assert.equal(await store.users.replace({ ...ana, name: 'Ana S.', version: 2 }, [loginEvent('e4', 'acme')]), true)
    assert.deepEqual(await idsOf(store), ['e1', 'e2', 'e3', 'e4'])
  })
  test('writes events with every other write of users, groups and roles', async () => {
    const { users, groups, roleMappings, ...store } = await makeStore()
    let count = 0
    const event = (): readonly EventDraft[] => [loginEvent(`e${(count += 1)}`, 'acme')]
    const moved = { ...ana, organizationId: 'acme-eu', version: 2 }
    const buyers = group('g1', 'acme', 'buyers')
    const members = [{ groupId: 'g1', userId: 'u1' }]
    const writes = [
      () => users.insert(ana, null, event()),
      () => users.link(ana, link, event()),
      () => users.unlink(ana, 'c', event()),
      () => users.move('acme', moved, event()),
      () => groups.insert(buyers, event()),
      () => groups.replace({ ...buyers, version: 2 }, event()),
      () => groups.change({ add: members, remove: [] }, event()),
      () => groups.change({ add: [], remove: members }, event()),
      () => roleMappings.put(mapping('g1', 'acme', 'buyer'), event()),
      () => roleMappings.remove('acme', 'g1', event()),
      () => groups.remove('acme', 'g1', event()),
      () => users.remove('acme-eu', 'u1', event()),
    ]
    for (const write of writes) assert.equal(await write(), true)
    assert.deepEqual(
      await idsOf({ ...store, users, groups, roleMappings }),
      writes.map((_, index) => `e${index + 1}`),
    )
  })
  test('writes no event of what it refused', async () => {
    const store = await makeStore()
    await store.users.insert(ana, link)
    const event = [loginEvent('e1', 'acme')]
    assert.equal(await store.users.insert(user('u2', 'acme', 'ana@acme.test'), elsewhere, event), false)
    assert.equal(await store.users.link(ana, link, event), false)
    assert.equal(await store.users.replace(user('u9', 'acme', 'nobody@acme.test'), event), false)
    assert.equal(await store.users.replace({ ...ana, version: 3 }, event), false)
    assert.equal(await store.users.unlink(ana, 'd', event), false)
    assert.equal(await store.users.move('acme', { ...ana, organizationId: 'acme-eu' }, event), false)
    assert.equal(await store.users.remove('acme', 'u9', event), false)
    const buyers = group('g1', 'acme', 'buyers')
    await store.groups.insert(buyers)
    assert.equal(await store.groups.insert(group('g2', 'acme', 'buyers'), event), false)
    assert.equal(await store.groups.replace(buyers, event), false)
    assert.equal(await store.groups.remove('acme', 'g2', event), false)
    assert.equal(await store.groups.change({ add: [{ groupId: 'g1', userId: 'u9' }], remove: [] }, event), false)
    assert.equal(await store.roleMappings.put(mapping('g2', 'acme', 'buyer'), event), false)
    assert.equal(await store.roleMappings.remove('acme', 'g1', event), false)
    assert.deepEqual(await idsOf(store), [])
    assert.equal(await store.events.head('acme'), null)
  })
  test('of many inserts of one person at once, writes the events of the one that won', async () => {
    const store = await makeStore()
    const inserts = await Promise.all(
      twenty.map((index) =>
        store.users.insert(user(`u${index}`, 'acme', 'ana@acme.test'), link, [loginEvent(`e${index}`, 'acme')]),
      ),
    )
    assert.deepEqual(await idsOf(store), [`e${inserts.indexOf(true)}`])
  })
}
