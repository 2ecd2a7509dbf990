import assert from 'node:assert/strict'
import type { Delivery } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { later, twenty } from './store-samples.ts'
import { arrived, delivery, endpoint, failed, givenUp, sendOut, sequencesOf, wanted } from './webhook-samples.ts'

/** What is kept of deliveries, for how long, and what can be sent again. */
export function describeKeptDeliveries(makeStore: () => Promise<Store>, runner: Runner): void {
  describeReplays(makeStore, runner)
  describeLists(makeStore, runner)
  describeSweeps(makeStore, runner)
}

/** Ten about ten subjects, as far as they are settled: three delivered, then three dead, then four pending. */
async function makeFilled(makeStore: () => Promise<Store>): Promise<Store> {
  const store = await makeStore()
  for (const id of ['e1', 'e2']) await store.webhookEndpoints.insert(endpoint(id, null))
  await sendOut(
    store,
    10,
    twenty.slice(0, 10).map((index) => delivery('e1', 'acme', index + 1, `user:u${index}`)),
  )
  for (const taken of await store.deliveries.take(wanted)) {
    if (taken.sequence <= 3) await store.deliveries.settle({ ...arrived(taken), settledAt: later(taken.sequence) })
    else await store.deliveries.settle(taken.sequence <= 6 ? givenUp(taken) : failed(taken, 100))
  }
  return store
}

function describeReplays(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('puts deliveries on their way again, whatever became of them, and those that were not there', async () => {
    const { deliveries } = await makeFilled(makeStore)
    const again = [1, 4, 7].map((sequence) => delivery('e1', 'acme', sequence, `user:u${sequence - 1}`))
    const added = [delivery('e1', 'acme', 11, 'user:u10'), delivery('e1', 'globex', 1, 'user:u0')]
    await deliveries.replay([...again, ...added])
    for (const one of [...again, ...added]) assert.deepEqual(await deliveries.find(one), one)
    const taken = await deliveries.take(wanted)
    assert.deepEqual(sequencesOf(taken), [1, 1, 4, 7, 11])
    for (const one of taken) assert.equal(await deliveries.settle(arrived(one)), true)
    assert.equal((await deliveries.find(delivery('e1', 'acme', 2)))?.status, 'delivered')
    assert.equal((await deliveries.find(delivery('e1', 'acme', 5)))?.status, 'dead')
  })
  test('sends what is replayed before what comes after it', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await sendOut(
      store,
      1,
      [3, 4].map((sequence) => delivery('e1', 'acme', sequence)),
    )
    await store.deliveries.replay([5, 2, 1, 2].map((sequence) => delivery('e1', 'acme', sequence)))
    for (const expected of [1, 2, 3, 4, 5]) {
      const [taken, ...others] = await store.deliveries.take(wanted)
      assert.deepEqual([taken?.sequence, others], [expected, []])
      assert.ok(taken !== undefined && (await store.deliveries.settle(arrived(taken))))
    }
    assert.deepEqual(await store.deliveries.take(wanted), [])
  })
  test('sends what is replayed while others are under way, in any case', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    const all = twenty.map((index) => delivery('e1', 'acme', index + 1, `user:u${index % 2}`))
    await sendOut(store, 20, all)
    const work = async (): Promise<void> => {
      for (let idle = 0; idle < 3;) {
        const taken = await store.deliveries.take(wanted)
        for (const one of taken) await store.deliveries.settle(arrived(one))
        idle = taken.length > 0 ? 0 : idle + 1
      }
    }
    await Promise.all([work(), work(), store.deliveries.replay(all), store.deliveries.replay(all.toReversed())])
    await work()
    const pending = { endpointId: 'e1', status: 'pending', limit: 100 } as const
    const [left] = await store.deliveries.list(pending)
    // Of one that was replayed while somebody had it, the lease may be the one before.
    if (left !== undefined) await store.deliveries.take({ ...wanted, now: later(30) })
    assert.deepEqual(await store.deliveries.list(pending), [])
  })
  test('ignores what is replayed to an endpoint that is gone', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await store.deliveries.replay([delivery('e-gone', 'acme', 1), delivery('e1', 'acme', 2)])
    assert.equal(await store.deliveries.find(delivery('e-gone', 'acme', 1)), null)
    assert.deepEqual(sequencesOf(await store.deliveries.take(wanted)), [2])
    await store.deliveries.replay([])
  })
}

function describeLists(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('lists the deliveries of an endpoint in the order of organization and sequence', async () => {
    const store = await makeFilled(makeStore)
    await sendOut(store, 1, [delivery('e1', 'globex', 12), delivery('e2', 'globex', 12), delivery('e1', 'globex', 2)])
    const list = async (filter: object): Promise<readonly string[]> => {
      const found = await store.deliveries.list({ endpointId: 'e1', limit: 100, ...filter })
      return found.map((one) => `${one.organizationId} ${one.sequence}`)
    }
    const ofAcme = twenty.slice(0, 10).map((index) => `acme ${index + 1}`)
    assert.deepEqual(await list({}), [...ofAcme, 'globex 2', 'globex 12'])
    assert.deepEqual(await list({ endpointId: 'e2' }), ['globex 12'])
    assert.deepEqual(await list({ endpointId: 'e' }), [])
    assert.deepEqual(await list({ status: 'delivered' }), ofAcme.slice(0, 3))
    assert.deepEqual(await list({ status: 'dead' }), ofAcme.slice(3, 6))
    assert.deepEqual(await list({ status: 'pending' }), [...ofAcme.slice(6), 'globex 2', 'globex 12'])
    const after = { organizationId: 'acme', sequence: 8 }
    assert.deepEqual(await list({ after, limit: 3 }), ['acme 9', 'acme 10', 'globex 2'])
    assert.deepEqual(await list({ after: { organizationId: 'globex', sequence: 2 } }), ['globex 12'])
    assert.deepEqual(await list({ after, status: 'dead' }), [])
  })
  test('gives a delivery as it is, and null for one that is not there', async () => {
    const store = await makeFilled(makeStore)
    const odd: Delivery = {
      ...delivery('e2', 'acme', 1, 'group:"1" ü'),
      type: 'group.member_added',
      transport: 'poll',
      attempts: 3,
      lastStatus: 500,
      lastError: 'wanted 2xx, got 500',
    }
    await sendOut(store, 1, [odd])
    assert.deepEqual(await store.deliveries.find(odd), odd)
    const others = [{ endpointId: 'e3' }, { organizationId: 'globex' }, { sequence: 2 }]
    for (const other of others) assert.equal(await store.deliveries.find({ ...odd, ...other }), null)
  })
}

function describeSweeps(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('forgets what arrived before a time, the oldest first, and nothing that did not arrive', async () => {
    const { deliveries } = await makeFilled(makeStore)
    const left = async (): Promise<readonly number[]> =>
      sequencesOf(await deliveries.list({ endpointId: 'e1', limit: 100 }))
    assert.equal(await deliveries.sweep(later(1), 100), 0)
    assert.equal(await deliveries.sweep(later(3), 1), 1)
    assert.deepEqual(await left(), [2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert.equal(await deliveries.sweep(later(3), 100), 1)
    assert.equal(await deliveries.sweep(later(3600), 100), 1)
    assert.equal(await deliveries.sweep(later(3600), 100), 0)
    assert.deepEqual(await left(), [4, 5, 6, 7, 8, 9, 10])
  })
  test('does not forget what arrived and is on its way again', async () => {
    const { deliveries } = await makeFilled(makeStore)
    const again = delivery('e1', 'acme', 1, 'user:u0')
    await deliveries.replay([again])
    assert.equal(await deliveries.sweep(later(3600), 100), 2)
    assert.deepEqual(await deliveries.find(again), again)
  })
}
