import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { link, loginEvent, twenty, user } from './store-samples.ts'

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
    assert.equal(await store.users.replace({ ...ana, name: 'Ana S.' }, [loginEvent('e4', 'acme')]), true)
    assert.deepEqual(await idsOf(store), ['e1', 'e2', 'e3', 'e4'])
  })
  test('writes no event of what it refused', async () => {
    const store = await makeStore()
    await store.users.insert(ana, link)
    const event = [loginEvent('e1', 'acme')]
    assert.equal(await store.users.insert(user('u2', 'acme', 'ana@acme.test'), elsewhere, event), false)
    assert.equal(await store.users.link(ana, link, event), false)
    assert.equal(await store.users.replace(user('u9', 'acme', 'nobody@acme.test'), event), false)
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
