import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { later } from './store-samples.ts'
import { arrived, checkEach, delivery, endpoint, makeSending, sendOut, sequencesOf, wanted } from './webhook-samples.ts'

/** Nothing goes to an endpoint that is disabled, and nothing of it is lost. */
export function describeDisabledEndpoints(makeStore: () => Promise<Store>, { test }: Runner): void {
  const disable = async ({ webhookEndpoints }: Store): Promise<boolean> =>
    webhookEndpoints.replace({ ...endpoint('e1', null), status: 'disabled', version: 2 })
  const enable = async ({ webhookEndpoints }: Store): Promise<boolean> =>
    webhookEndpoints.replace({ ...endpoint('e1', null), version: 3 })
  test('gives nothing of an endpoint that is disabled, and goes on where it was when it is active again', async () => {
    const store = await makeSending(
      makeStore,
      delivery('e1', 'acme', 1),
      delivery('e1', 'acme', 2),
      delivery('e1', 'acme', 3, 'user:u3'),
      delivery('e2', 'acme', 1),
    )
    const leased = await store.deliveries.take({ ...wanted, endpointId: 'e1' })
    assert.deepEqual(sequencesOf(leased), [1, 3])
    assert.equal(await disable(store), true)
    // Handed out by somebody who did not know yet.
    await sendOut(store, 2, [delivery('e1', 'acme', 4, 'user:u3'), delivery('e1', 'acme', 5, 'user:u5')])
    await checkEach(leased.slice(0, 1), (one) => store.deliveries.settle(arrived(one)))
    const anyTime = { ...wanted, now: later(3600), leasedUntil: later(3630) }
    assert.deepEqual(
      (await store.deliveries.take(anyTime)).map(({ endpointId }) => endpointId),
      ['e2'],
    )
    assert.equal(await enable(store), true)
    assert.deepEqual(sequencesOf(await store.deliveries.take(wanted)), [2, 5])
    assert.deepEqual(sequencesOf(await store.deliveries.take({ ...wanted, now: later(30) })), [2, 3, 5])
  })
  test('loses nothing of an endpoint that is disabled and enabled while it is settled', async () => {
    const all = Array.from({ length: 60 }, (_, index) => delivery('e1', 'acme', index + 1, `user:u${index % 3}`))
    const store = await makeSending(makeStore, ...all)
    const received: number[] = []
    const work = async (): Promise<void> => {
      for (
        let taken = await store.deliveries.take(wanted);
        taken.length > 0;
        taken = await store.deliveries.take(wanted)
      )
        for (const one of taken) if (await store.deliveries.settle(arrived(one))) received.push(one.sequence)
    }
    await Promise.all([work(), work(), disable(store)])
    await Promise.all([work(), work(), enable(store)])
    await work()
    assert.deepEqual(received.toSorted((one, other) => one - other), sequencesOf(all)) // prettier-ignore
  })
}
