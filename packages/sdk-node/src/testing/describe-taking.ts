import assert from 'node:assert/strict'
import type { Delivery } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import { describeDisabledEndpoints } from './describe-disabled-endpoints.ts'
import type { Runner } from './runner.ts'
import { later, twenty } from './store-samples.ts'
import {
  arrived,
  checkEach,
  delivery,
  endpoint,
  failed,
  givenUp,
  makeSending,
  sendOut,
  sequencesOf,
  wanted,
} from './webhook-samples.ts'

/** Who takes what, and when. */
export function describeTaking(makeStore: () => Promise<Store>, runner: Runner): void {
  describeLeases(makeStore, runner)
  describeOrder(makeStore, runner)
  describeWhatIsWanted(makeStore, runner)
  describeDisabledEndpoints(makeStore, runner)
}

function describeLeases(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives a delivery as it was handed out, counts the attempt and leases it', async () => {
    const { deliveries } = await makeSending(makeStore, delivery('e1', 'acme', 1))
    const leased = { ...delivery('e1', 'acme', 1), attempts: 1, leasedUntil: later(30) }
    assert.deepEqual(await deliveries.find(leased), delivery('e1', 'acme', 1))
    assert.deepEqual(await deliveries.take(wanted), [leased])
    assert.deepEqual(await deliveries.find(leased), leased)
  })
  test('gives a leased delivery to nobody else until the lease has run out', async () => {
    const { deliveries } = await makeSending(makeStore, delivery('e1', 'acme', 1))
    await deliveries.take(wanted)
    assert.deepEqual(await deliveries.take(wanted), [])
    assert.deepEqual(await deliveries.take({ ...wanted, now: later(29) }), [])
    const again = await deliveries.take({ ...wanted, now: later(30), leasedUntil: later(60) })
    assert.deepEqual(again, [{ ...delivery('e1', 'acme', 1), attempts: 2, leasedUntil: later(60) }])
    assert.deepEqual(await deliveries.take({ ...wanted, now: later(30) }), [])
  })
  test('of fifty takers at once, each gets what nobody else has', async () => {
    const all = Array.from({ length: 100 }, (_, index) => delivery('e1', 'acme', index + 1, `user:u${index}`))
    const { deliveries } = await makeSending(makeStore, ...all)
    const takes = Array.from({ length: 50 }, () => deliveries.take({ ...wanted, limit: 3 }))
    const taken = (await Promise.all(takes)).flat()
    // Somebody may have passed over what another one was about to take.
    taken.push(...(await deliveries.take(wanted)))
    assert.deepEqual(sequencesOf(taken), sequencesOf(all))
    assert.ok(taken.every(({ attempts }) => attempts === 1))
  })
  test('of fifty takers of one delivery, one wins', async () => {
    const { deliveries } = await makeSending(makeStore, delivery('e1', 'acme', 1), delivery('e1', 'acme', 2))
    const takes = await Promise.all(Array.from({ length: 50 }, () => deliveries.take(wanted)))
    assert.deepEqual(sequencesOf(takes.flat()), [1])
  })
}

function describeOrder(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives what is about one subject one after the other, whatever becomes of it', async () => {
    const all = [1, 2, 3, 4].map((sequence) => delivery('e1', 'acme', sequence))
    const { deliveries } = await makeSending(makeStore, ...all)
    const take = async (seconds: number): Promise<readonly Delivery[]> =>
      deliveries.take({ ...wanted, now: later(seconds), leasedUntil: later(seconds + 30) })
    const [first] = await take(0)
    assert.ok(first?.sequence === 1)
    assert.deepEqual(await take(0), [])
    assert.equal(await deliveries.settle(failed(first, 40)), true)
    assert.deepEqual(await take(39), [])
    const again = await take(40)
    assert.deepEqual(sequencesOf(again), [1])
    await checkEach(again, (one) => deliveries.settle(givenUp(one)))
    const second = await take(40)
    assert.deepEqual(sequencesOf(second), [2])
    await checkEach(second, (one) => deliveries.settle(arrived(one)))
    assert.deepEqual(sequencesOf(await take(40)), [3])
    // Its worker died.
    assert.deepEqual(sequencesOf(await take(70)), [3])
  })
  test('does not let other subjects, endpoints and organizations wait', async () => {
    const store = await makeSending(
      makeStore,
      delivery('e1', 'acme', 1),
      delivery('e1', 'acme', 2),
      delivery('e1', 'acme', 3, 'user:u2'),
      delivery('e2', 'acme', 2),
      { ...delivery('e1', 'acme', 4, 'group:g'), dueAt: later(10) },
      delivery('e1', 'acme', 5, 'group:g'),
    )
    await sendOut(store, 1, [delivery('e1', 'globex', 7)])
    const taken = await store.deliveries.take(wanted)
    assert.deepEqual(taken.map((one) => `${one.endpointId} ${one.organizationId} ${one.sequence}`).toSorted(), [
      'e1 acme 1',
      'e1 acme 3',
      'e1 globex 7',
      'e2 acme 2',
    ])
  })
  test('lets what is handed out later wait for what is pending', async () => {
    const store = await makeSending(makeStore, delivery('e1', 'acme', 1))
    const [first] = await store.deliveries.take(wanted)
    await sendOut(store, 2, [delivery('e1', 'acme', 2), delivery('e1', 'acme', 3)])
    assert.deepEqual(await store.deliveries.take(wanted), [])
    assert.ok(first !== undefined && (await store.deliveries.settle(arrived(first))))
    assert.deepEqual(sequencesOf(await store.deliveries.take(wanted)), [2])
  })
  test('gives the longest due first', async () => {
    const due = twenty.map((index) => ({
      ...delivery('e1', 'acme', index + 1, `user:u${index}`),
      dueAt: later(-((index * 7) % 20)),
    }))
    const { deliveries } = await makeSending(makeStore, ...due)
    const taken = [...(await deliveries.take({ ...wanted, limit: 5 })), ...(await deliveries.take(wanted))]
    assert.deepEqual(
      taken.map(({ dueAt }) => dueAt),
      twenty.map((index) => later(index - 19)),
    )
  })
}

function describeWhatIsWanted(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('gives what is due, and no more than wanted', async () => {
    const { deliveries } = await makeSending(
      makeStore,
      delivery('e1', 'acme', 1, 'user:u1'),
      delivery('e1', 'acme', 2, 'user:u2'),
      { ...delivery('e1', 'acme', 3, 'user:u3'), dueAt: later(10) },
    )
    assert.equal((await deliveries.take({ ...wanted, limit: 1 })).length, 1)
    assert.equal((await deliveries.take(wanted)).length, 1)
    assert.deepEqual(await deliveries.take({ ...wanted, now: later(9) }), [])
    assert.deepEqual(sequencesOf(await deliveries.take({ ...wanted, now: later(10) })), [3])
  })
  test('tells apart what is pushed and what is fetched, and by whom', async () => {
    const { deliveries } = await makeSending(
      makeStore,
      { ...delivery('e1', 'acme', 1, 'user:u1'), transport: 'poll' },
      { ...delivery('e2', 'acme', 2, 'user:u2'), transport: 'poll' },
      delivery('e1', 'acme', 3, 'user:u3'),
      delivery('e2', 'acme', 4, 'user:u4'),
    )
    const polled = { ...wanted, transport: 'poll' } as const
    assert.deepEqual(sequencesOf(await deliveries.take({ ...polled, endpointId: 'e2' })), [2])
    assert.deepEqual(sequencesOf(await deliveries.take({ ...polled, endpointId: 'e-none' })), [])
    assert.deepEqual(sequencesOf(await deliveries.take(polled)), [1])
    assert.deepEqual(sequencesOf(await deliveries.take({ ...wanted, endpointId: 'e1' })), [3])
    assert.deepEqual(sequencesOf(await deliveries.take(wanted)), [4])
  })
  test('says when the next one can be taken that is pushed', async () => {
    const store = await makeSending(makeStore, { ...delivery('e1', 'acme', 1), transport: 'poll' })
    const { deliveries } = store
    assert.equal(await deliveries.nextDueAt(), null)
    await sendOut(store, 1, [
      { ...delivery('e2', 'acme', 2), dueAt: later(20) },
      { ...delivery('e2', 'acme', 3), dueAt: later(1) },
      { ...delivery('e1', 'acme', 4, 'user:u4'), dueAt: later(30) },
    ])
    // The third waits for the second.
    assert.deepEqual(await deliveries.nextDueAt(), later(20))
    const [taken] = await deliveries.take({ ...wanted, now: later(20), leasedUntil: later(40) })
    assert.deepEqual(await deliveries.nextDueAt(), later(30))
    await deliveries.take({ ...wanted, now: later(30), leasedUntil: later(50) })
    assert.deepEqual(await deliveries.nextDueAt(), later(40))
    assert.ok(taken !== undefined && (await deliveries.settle(arrived(taken))))
    assert.deepEqual(await deliveries.nextDueAt(), later(1))
    await store.webhookEndpoints.replace({ ...endpoint('e2', null), status: 'disabled', version: 2 })
    assert.deepEqual(await deliveries.nextDueAt(), later(50))
  })
}
