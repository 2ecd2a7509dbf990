import assert from 'node:assert/strict'
import type { Store } from '../ports/store.ts'
import type { Runner } from './runner.ts'
import { loginEvent, twenty } from './store-samples.ts'
import { arrived, delivery, endpoint, sendOut, sequencesOf, wanted } from './webhook-samples.ts'

/** The log is the outbox: what follows the mark of an organization was not handed out. */
export function describeHandingOut(makeStore: () => Promise<Store>, runner: Runner): void {
  describeMarks(makeStore, runner)
  describeSteps(makeStore, runner)
  describeHandingOutAtOnce(makeStore, runner)
}

function describeMarks(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('lists the organizations whose log is longer than what was handed out', async () => {
    const { events, deliveries } = await makeStore()
    const listBehind = async (): Promise<readonly unknown[]> =>
      (await deliveries.listBehind(10)).toSorted((one, other) => (one.organizationId < other.organizationId ? -1 : 1))
    assert.deepEqual(await listBehind(), [])
    await events.append(twenty.slice(0, 3).map((index) => loginEvent(`a${index}`, 'acme')))
    await events.append([loginEvent('g', 'globex')])
    assert.deepEqual(await listBehind(), [
      { organizationId: 'acme', handedOut: 0, head: 3 },
      { organizationId: 'globex', handedOut: 0, head: 1 },
    ])
    const step = { organizationId: 'acme', from: 0, to: 2, deliveries: [] }
    assert.equal(await deliveries.handOut(step), true)
    assert.equal(await deliveries.handOut({ ...step, organizationId: 'globex', to: 1 }), true)
    assert.deepEqual(await listBehind(), [{ organizationId: 'acme', handedOut: 2, head: 3 }])
    assert.equal(await deliveries.handOut({ ...step, from: 2, to: 3 }), true)
    assert.deepEqual(await listBehind(), [])
    await events.append([loginEvent('h', 'globex')])
    assert.deepEqual(await listBehind(), [{ organizationId: 'globex', handedOut: 1, head: 2 }])
  })
  test('lists no more of them than wanted', async () => {
    const { events, deliveries } = await makeStore()
    await events.append(twenty.map((index) => loginEvent(`e${index}`, `o${index}`)))
    assert.equal((await deliveries.listBehind(5)).length, 5)
    assert.equal((await deliveries.listBehind(100)).length, 20)
  })
}

function describeSteps(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('refuses a step that does not begin at the mark, and adds nothing', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', null))
    await sendOut(store, 2, [delivery('e1', 'acme', 1)])
    const step = { organizationId: 'acme', from: 0, to: 2, deliveries: [delivery('e1', 'acme', 2)] }
    for (const deliveries of [step.deliveries, []]) {
      for (const from of [0, 1, 3])
        assert.equal(await store.deliveries.handOut({ ...step, deliveries, from, to: 4 }), false)
      assert.equal(await store.deliveries.handOut({ ...step, deliveries, organizationId: 'nowhere' }), false)
    }
    assert.deepEqual(sequencesOf(await store.deliveries.list({ endpointId: 'e1', limit: 10 })), [1])
    assert.deepEqual(await store.deliveries.listBehind(10), [])
  })
  test('leaves deliveries that are there as they are, and sends what is new behind them', async () => {
    const store = await makeStore()
    const { deliveries } = store
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await sendOut(store, 1, [delivery('e1', 'acme', 1), delivery('e1', 'acme', 2)])
    for (const sequence of [1, 2]) {
      const [taken] = await deliveries.take(wanted)
      assert.equal(taken?.sequence, sequence)
      assert.equal(await deliveries.settle(arrived(taken)), true)
    }
    await sendOut(store, 2, [delivery('e1', 'acme', 2), delivery('e1', 'acme', 3)])
    assert.equal((await deliveries.find(delivery('e1', 'acme', 2)))?.status, 'delivered')
    assert.deepEqual(sequencesOf(await deliveries.take(wanted)), [3])
  })
  test('leaves out deliveries to an endpoint that is gone', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await sendOut(store, 2, [delivery('e1', 'acme', 1), delivery('e-gone', 'acme', 2), delivery('e1', 'acme', 2)])
    assert.deepEqual(await store.deliveries.listBehind(10), [])
    assert.deepEqual(sequencesOf(await store.deliveries.list({ endpointId: 'e1', limit: 10 })), [1, 2])
    assert.deepEqual(await store.deliveries.list({ endpointId: 'e-gone', limit: 10 }), [])
    assert.equal(await store.deliveries.find(delivery('e-gone', 'acme', 2)), null)
  })
  test('hands out more than a thousand events in one step', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    const many = Array.from({ length: 1100 }, (_, index) =>
      delivery('e1', 'acme', index + 1, `user:${'ü'.repeat(500)}${index}`),
    )
    await store.events.append([loginEvent('a', 'acme')])
    assert.equal(await store.deliveries.handOut({ organizationId: 'acme', from: 0, to: 1, deliveries: many }), true)
    assert.equal((await store.deliveries.take({ ...wanted, limit: 2000 })).length, 1100)
  })
}

/** As instances do it: whoever loses looks again. */
async function handOutAll({ events, deliveries }: Store, endpointId: string): Promise<void> {
  for (;;) {
    const [behind] = await deliveries.listBehind(1)
    if (behind === undefined) return
    const { organizationId, handedOut } = behind
    const batch = await events.list({ organizationId, after: handedOut, limit: 7 })
    await deliveries.handOut({
      organizationId,
      from: handedOut,
      to: batch.at(-1)?.sequence ?? handedOut,
      deliveries: batch.map(({ sequence, target }) =>
        delivery(endpointId, organizationId, sequence, `user:${target.id}`),
      ),
    })
  }
}

function describeHandingOutAtOnce(makeStore: () => Promise<Store>, { test }: Runner): void {
  test('of many that hand out at once one wins', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', 'acme'))
    await store.events.append([loginEvent('a', 'acme')])
    const step = { organizationId: 'acme', from: 0, to: 1 }
    const done = await Promise.all(
      twenty.map((index) => store.deliveries.handOut({ ...step, deliveries: [delivery('e1', 'acme', index + 1)] })),
    )
    assert.equal(done.filter(Boolean).length, 1)
    const found = await store.deliveries.list({ endpointId: 'e1', limit: 100 })
    assert.deepEqual(sequencesOf(found), [done.indexOf(true) + 1])
  })
  test('loses nothing and keeps the order while events are written, handed out, taken and settled at once', async () => {
    const store = await makeStore()
    await store.webhookEndpoints.insert(endpoint('e1', null))
    const rounds = twenty.flatMap((index) => twenty.slice(0, 3).map((user) => [index, user] as const))
    const received = new Map<string, number[]>()
    let writing = true
    const work = async (): Promise<void> => {
      for (let idle = 0; idle < 2;) {
        await handOutAll(store, 'e1')
        const taken = await store.deliveries.take({ ...wanted, limit: 3 })
        for (const one of taken) {
          received.set(one.subject, [...(received.get(one.subject) ?? []), one.sequence])
          assert.equal(await store.deliveries.settle(arrived(one)), true)
        }
        idle = taken.length > 0 || writing ? 0 : idle + 1
      }
    }
    const write = async (): Promise<void> => {
      for (const [index, user] of rounds)
        await store.events.append([loginEvent(`e${index}-${user}`, 'acme', `u${user}`)])
      writing = false
    }
    await Promise.all([write(), work(), work(), work()])
    assert.equal([...received.values()].flat().length, rounds.length)
    for (const sequences of received.values())
      assert.deepEqual(sequences, sequences.toSorted((one, other) => one - other)) // prettier-ignore
  })
}
