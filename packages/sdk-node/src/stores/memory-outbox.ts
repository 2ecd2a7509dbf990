import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { DeliveryKey } from '../ports/webhook-store.ts'
import { createMemoryHeap } from './memory-heap.ts'
import { createMemoryLanes, type MemoryLanes } from './memory-lanes.ts'
import { toKey } from './memory-table.ts'

/** What goes to whom, in memory. */
export interface MemoryOutbox {
  readonly get: (key: DeliveryKey) => Delivery | null
  /** Adds it, or puts it in the place of the one with its key; of an endpoint that is there only. */
  readonly put: (delivery: Delivery) => void
  readonly listOf: (endpointId: string) => readonly Delivery[]
  /** The lanes of active endpoints. */
  readonly lanesOf: (endpointId: string | undefined) => readonly MemoryLanes[]
  readonly forgetEndpoint: (endpointId: string) => void
  /** Forgets the oldest ones that arrived, and says how many. */
  readonly sweep: (settledBefore: Date, limit: number) => number
}

interface Outgoing {
  readonly all: Map<string, Delivery>
  readonly lanes: MemoryLanes
}

/** @param statusOf of an endpoint; null when there is no such one. */
export function createMemoryOutbox(statusOf: (endpointId: string) => WebhookEndpoint['status'] | null): MemoryOutbox {
  const outgoing = new Map<string, Outgoing>()
  /** What arrived, also what is not there any more or not the same. */
  const delivered = createMemoryHeap<Delivery>((one, other) => settledTimeOf(one) < settledTimeOf(other))
  const get = (key: DeliveryKey): Delivery | null => outgoing.get(key.endpointId)?.all.get(toDeliveryKey(key)) ?? null
  return Object.freeze({
    get,
    put: (delivery) => {
      if (statusOf(delivery.endpointId) === null) return
      const { all, lanes } = outgoing.get(delivery.endpointId) ?? { all: new Map(), lanes: createMemoryLanes() }
      outgoing.set(delivery.endpointId, { all, lanes })
      all.set(toDeliveryKey(delivery), delivery)
      if (delivery.status === 'delivered') delivered.push(delivery)
      if (delivery.status === 'pending') lanes.put(delivery)
      else lanes.drop(delivery)
    },
    listOf: (endpointId) => [...(outgoing.get(endpointId)?.all.values() ?? [])],
    lanesOf: (endpointId) =>
      [...outgoing]
        .filter(([id]) => (endpointId ?? id) === id && statusOf(id) === 'active')
        .map(([, { lanes }]) => lanes),
    forgetEndpoint: (endpointId) => void outgoing.delete(endpointId),
    sweep: (settledBefore, limit) => {
      let swept = 0
      for (let oldest = delivered.peek(); oldest !== null && swept < limit; oldest = delivered.peek()) {
        if (settledTimeOf(oldest) >= settledBefore.getTime()) break
        delivered.pop()
        if (get(oldest) !== oldest) continue
        outgoing.get(oldest.endpointId)?.all.delete(toDeliveryKey(oldest))
        swept += 1
      }
      return swept
    },
  } satisfies MemoryOutbox)
}

function settledTimeOf({ settledAt }: Delivery): number {
  return settledAt?.getTime() ?? 0
}

function toDeliveryKey({ endpointId, organizationId, sequence }: DeliveryKey): string {
  return toKey(endpointId, organizationId, String(sequence))
}
