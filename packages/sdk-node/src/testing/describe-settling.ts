import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { later, twenty } from './store-samples.ts'
import { arrived, delivery, endpoint, failed, givenUp, sendOut, sequencesOf, wanted } from './webhook-samples.ts'

/** How an attempt went. */
export function describeSettling(makeStore: () => Promise<Store>, runner: Runner): void {
  describeOutcomes(makeStore, runner)
  describeRefused(makeStore, runner)
}

const key = { endpointId: 'e1', organizationId: 'acme', sequence: 1 }

async function makeFilled(makeStore: () => Promise<Store>): Promise<Store['deliveries']> {
  const store = await makeStore()
  await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
  await sendOut(store, 1, [delivery('e1', 'acme', 1)])
  return store.deliveries
}

function describeOutcomes(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('keeps how an attempt went, and ends the lease', async () => {
    const deliveries = await makeFilled(makeStore)
    const [first] = await deliveries.take(wanted)
    assert.ok(first !== undefined)
    const again = { ...failed(first, 10), lastError: 'zoë "1"; drop table launchpad_deliveries --' }
    assert.equal(await deliveries.settle(again), true)
    assert.deepEqual(await deliveries.find(key), { ...again, leasedUntil: null })
    const [second] = await deliveries.take({ ...wanted, now: later(10), leasedUntil: later(40) })
    assert.deepEqual(second, { ...again, attempts: 2, leasedUntil: later(40) })
    const settled = { ...arrived(second), lastError: null, settledAt: later(11) }
    assert.equal(await deliveries.settle(settled), true)
    assert.deepEqual(await deliveries.find(key), { ...settled, leasedUntil: null })
    assert.deepEqual(await deliveries.take({ ...wanted, now: later(3600) }), [])
  })
  test('gives what was given up to nobody', async () => {
    const deliveries = await makeFilled(makeStore)
    const [taken] = await deliveries.take(wanted)
    assert.ok(taken !== undefined && (await deliveries.settle(givenUp(taken))))
    assert.deepEqual(await deliveries.find(key), { ...givenUp(taken), leasedUntil: null })
    assert.deepEqual(await deliveries.take({ ...wanted, now: later(3600) }), [])
    assert.equal(await deliveries.nextDueAt(), null)
  })
}

function describeRefused(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('refuses a worker whose lease ran out and whose delivery another one took', async () => {
    const deliveries = await makeFilled(makeStore)
    const [late] = await deliveries.take(wanted)
    const [taken] = await deliveries.take({ ...wanted, now: later(30), leasedUntil: later(60) })
    assert.ok(late !== undefined && taken !== undefined)
    for (const outcome of [arrived(late), failed(late, 0), givenUp(late)])
      assert.equal(await deliveries.settle(outcome), false)
    assert.deepEqual(await deliveries.find(key), taken)
    assert.equal(await deliveries.settle(arrived(taken)), true)
  })
  test('refuses what is settled or was never there, and changes nothing', async () => {
    const deliveries = await makeFilled(makeStore)
    const [taken] = await deliveries.take(wanted)
    assert.ok(taken !== undefined)
    const others = [{ endpointId: 'e2' }, { organizationId: 'globex' }, { sequence: 2 }, { sequence: 0 }]
    for (const other of others) assert.equal(await deliveries.settle({ ...arrived(taken), ...other }), false)
    assert.deepEqual(await deliveries.find(key), taken)
    assert.equal(await deliveries.settle(arrived(taken)), true)
    for (const outcome of [arrived(taken), failed(taken, 0), givenUp(taken)])
      assert.equal(await deliveries.settle(outcome), false)
    assert.equal((await deliveries.find(key))?.status, 'delivered')
  })
  test('of many that settle a delivery at once, one wins', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await sendOut(store, 1, [delivery('e1', 'acme', 1), delivery('e1', 'acme', 2)])
    const [taken] = await store.deliveries.take(wanted)
    assert.ok(taken !== undefined)
    const settled = await Promise.all(twenty.map(() => store.deliveries.settle(arrived(taken))))
    assert.equal(settled.filter(Boolean).length, 1)
    assert.deepEqual(sequencesOf(await store.deliveries.take(wanted)), [2])
  })
}
