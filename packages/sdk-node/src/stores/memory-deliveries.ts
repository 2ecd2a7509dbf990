import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Deliveries } from '../ports/webhook-store.ts'
import type { MemoryEvents } from './memory-events.ts'
import { toReadyTime, type MemoryLanes } from './memory-lanes.ts'
import { createMemoryOutbox } from './memory-outbox.ts'

/** Deliveries in memory. */
export interface MemoryDeliveries extends Deliveries {
  /** Without an await, as a part of removing the endpoint. */
  readonly forgetEndpoint: (endpointId: string) => void
}

/** @param statusOf of an endpoint; null when there is no such one. */
export function memoryDeliveries(
  log: Pick<MemoryEvents, 'listBehind' | 'moveMark'>,
  statusOf: (endpointId: string) => WebhookEndpoint['status'] | null,
): MemoryDeliveries {
  const { get, put, listOf, lanesOf, forgetEndpoint, sweep } = createMemoryOutbox(statusOf)
  return Object.freeze({
    forgetEndpoint,
    listBehind: async (limit) => log.listBehind(limit),
    handOut: async ({ organizationId, from, to, deliveries }) => {
      if (!log.moveMark(organizationId, from, to)) return false
      for (const delivery of deliveries) if (get(delivery) === null) put(delivery)
      return true
    },
    take: async ({ transport, endpointId, now, leasedUntil, limit }) => {
      const ready = pickReady(lanesOf(endpointId), transport, now, limit)
      const taken = ready.map((one) => ({ ...one, attempts: one.attempts + 1, leasedUntil }))
      for (const one of taken) put(one)
      return taken
    },
    settle: async ({ attempts, status, dueAt, lastStatus, lastError, settledAt, ...key }) => {
      const stored = get(key)
      if (stored?.status !== 'pending' || stored.attempts !== attempts) return false
      put({ ...stored, status, dueAt, leasedUntil: null, lastStatus, lastError, settledAt })
      return true
    },
    find: async (key) => get(key),
    list: async ({ endpointId, status, after, limit }) =>
      listOf(endpointId)
        .filter((one) => (status ?? one.status) === one.status && (after === undefined || compare(one, after) > 0))
        .toSorted(compare)
        .slice(0, limit),
    replay: async (deliveries) => {
      for (const delivery of deliveries) put(delivery)
    },
    nextDueAt: async () => {
      const earliest = Math.min(...lanesOf(undefined).map((lanes) => readyTimeOf(lanes, 'push')))
      return Number.isFinite(earliest) ? new Date(earliest) : null
    },
    sweep: async (settledBefore, limit) => sweep(settledBefore, limit),
  } satisfies MemoryDeliveries)
}

/** The longest ready first; each lane shows one. */
function pickReady(
  all: readonly MemoryLanes[],
  transport: Delivery['transport'],
  now: Date,
  limit: number,
): readonly Delivery[] {
  const picked: Delivery[] = []
  while (picked.length < limit) {
    let [best, time] = [null as MemoryLanes | null, Infinity]
    for (const lanes of all) {
      const ready = readyTimeOf(lanes, transport)
      if (ready < time) [best, time] = [lanes, ready]
    }
    const next = time <= now.getTime() ? best?.peek(transport) : null
    if (best === null || next === null || next === undefined) break
    picked.push(next)
    best.pass(transport)
  }
  return picked
}

function readyTimeOf(lanes: MemoryLanes, transport: Delivery['transport']): number {
  const next = lanes.peek(transport)
  return next === null ? Infinity : toReadyTime(next)
}

function compare(one: Pick<Delivery, 'organizationId' | 'sequence'>, other: typeof one): number {
  if (one.organizationId !== other.organizationId) return one.organizationId < other.organizationId ? -1 : 1
  return one.sequence - other.sequence
}
