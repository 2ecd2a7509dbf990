import type { AuthEvent } from '@launchpad-sso/sdk-node'
import { expect } from 'vitest'
import { openStore, type StoreSetup } from '../../../packages/sdk-node/test/stores/support/store-setup.ts'
import { listAll } from './list-all.ts'
import { startStage } from './start-stage.ts'
import type { Receiver } from './start-receiver.ts'

/** What was written is in the log, and the log is what has to arrive. */
export async function checkDeliveries(setup: StoreSetup, receiver: Receiver): Promise<void> {
  const store = openStore(setup)
  const { auth } = await startStage(store)
  expect(await auth.events.verify('acme')).toMatchObject({ ok: true })
  const events = await listAll(
    (after) => store.events.list({ organizationId: 'acme', limit: 1000, after: Number(after.after ?? 0) }),
    ({ sequence }) => String(sequence),
  )
  await store.close()
  const created = events.findIndex(({ type }) => type === 'webhook.created')
  const wanted = events.slice(created + 1)
  await waitUntil(() => wanted.every(({ id }) => receiver.messages.some((message) => message.id === id)))
  expect(receiver.refused).toEqual([])
  expect(brokenOrders(wanted, receiver)).toEqual([])
}

/** Subjects whose events did not come one after the other. One that came before may come again. */
function brokenOrders(wanted: readonly AuthEvent[], receiver: Receiver): readonly string[] {
  const known = new Set(wanted.map(({ id }) => id))
  const [orders, arrivals] = [bySubject(wanted), bySubject(receiver.messages.filter(({ id }) => known.has(id)))]
  return [...orders].flatMap(([subject, order]) => {
    // A set keeps the order in which something came first.
    const firsts = [...new Set(arrivals.get(subject))]
    return firsts.join() === order.join() ? [] : [`${subject}: wanted ${order.join()}, got ${firsts.join()}`]
  })
}

function bySubject(events: readonly Pick<AuthEvent, 'target' | 'sequence'>[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  for (const { target, sequence } of events) {
    const subject = `${target.type}:${target.id}`
    const list = found.get(subject)
    if (list === undefined) found.set(subject, [sequence])
    else list.push(sequence)
  }
  return found
}

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50))
}
