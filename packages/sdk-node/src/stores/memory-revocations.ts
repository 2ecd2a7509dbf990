import type { EventDraft } from '../model/event.ts'
import { listRevocations } from '../model/revocation.ts'
import { countWhile } from './count-while.ts'
import type { NumberedRevocation, Revocations } from '../ports/revocation-store.ts'

/** Revocations in memory. */
export interface MemoryRevocations extends Revocations {
  readonly listen: NonNullable<Revocations['listen']>
  /** Without an await in between, so that it is one step with the events. */
  readonly revokeNow: (events: readonly EventDraft[]) => void
}

/** In the order of their numbers, until they are swept. */
export function memoryRevocations(): MemoryRevocations {
  let kept: NumberedRevocation[] = []
  const listeners = new Set<{ readonly heard: () => void }>()
  let head = 0
  return Object.freeze({
    revokeNow: (events) => {
      const revoked = events.flatMap(listRevocations)
      if (revoked.length === 0) return
      for (const one of revoked) kept.push({ ...one, sequence: (head += 1) })
      // After the write has answered, as from another instance.
      for (const listener of listeners) setImmediate(() => listeners.has(listener) && listener.heard())
    },
    head: async () => head,
    list: async (after, limit) => {
      // Whoever asks has seen nearly all.
      const from = countWhile(kept, ({ sequence }) => sequence <= after)
      return kept.slice(from, from + limit)
    },
    sweep: async (before, limit) => {
      const old = new Set(kept.filter((one) => one.before < before).slice(0, limit))
      kept = kept.filter((one) => !old.has(one))
    },
    listen: async (heard) => {
      const listener = { heard }
      listeners.add(listener)
      return async () => void listeners.delete(listener)
    },
  } satisfies MemoryRevocations)
}
