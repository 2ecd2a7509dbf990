import type { Delivery } from '../model/webhook.ts'
import { createMemoryHeap, type MemoryHeap } from './memory-heap.ts'
import { toKey } from './memory-table.ts'

/** What is on its way to one endpoint: one lane per organization and subject, of which only the first may be taken. */
export interface MemoryLanes {
  /** Adds it, or puts it in the place of the one with its sequence. */
  readonly put: (delivery: Delivery) => void
  readonly drop: (delivery: Delivery) => void
  /** Of the first ones of all lanes the one that may be taken earliest. */
  readonly peek: (transport: Delivery['transport']) => Delivery | null
  /** Lets {@link MemoryLanes.peek} show the next one; who takes puts back what it made of the one before. */
  readonly pass: (transport: Delivery['transport']) => void
}

/** Empty. A change of a first one leaves the old one in the heap, where it is known by not being the first any more. */
export function createMemoryLanes(): MemoryLanes {
  const lanes = new Map<string, Delivery[]>()
  const heaps = { push: createHeap(), poll: createHeap() }
  const offer = (lane: readonly Delivery[], firstBefore: Delivery | undefined): void => {
    const [first] = lane
    if (first !== undefined && first !== firstBefore) heaps[first.transport].push(first)
  }
  return Object.freeze({
    put: (delivery) => {
      const lane = lanes.get(toLaneKey(delivery)) ?? []
      const [first] = lane
      const index = findPlace(lane, delivery.sequence)
      lane.splice(index, lane[index]?.sequence === delivery.sequence ? 1 : 0, delivery)
      lanes.set(toLaneKey(delivery), lane)
      offer(lane, first)
    },
    drop: (delivery) => {
      const lane = lanes.get(toLaneKey(delivery)) ?? []
      const [first] = lane
      const index = findPlace(lane, delivery.sequence)
      if (lane[index]?.sequence === delivery.sequence) lane.splice(index, 1)
      if (lane.length === 0) lanes.delete(toLaneKey(delivery))
      offer(lane, first)
    },
    peek: (transport) => {
      for (;;) {
        const top = heaps[transport].peek()
        if (top === null || lanes.get(toLaneKey(top))?.[0] === top) return top
        heaps[transport].pop()
      }
    },
    pass: (transport) => void heaps[transport].pop(),
  } satisfies MemoryLanes)
}

/** When it may be taken: not before it is due, and not while somebody has it. */
export function toReadyTime({ dueAt, leasedUntil }: Delivery): number {
  return Math.max(dueAt.getTime(), leasedUntil?.getTime() ?? 0)
}

function createHeap(): MemoryHeap<Delivery> {
  return createMemoryHeap((one, other) => {
    const difference = toReadyTime(one) - toReadyTime(other)
    return difference < 0 || (difference === 0 && one.sequence < other.sequence)
  })
}

function toLaneKey({ organizationId, subject }: Delivery): string {
  return toKey(organizationId, subject)
}

/** The index of the first one that does not come before the sequence; nearly always the first or one after the last. */
function findPlace(lane: readonly Delivery[], sequence: number): number {
  if ((lane.at(-1)?.sequence ?? 0) < sequence) return lane.length
  return lane.findIndex((one) => one.sequence >= sequence)
}
