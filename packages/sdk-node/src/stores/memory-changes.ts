import type { Change, Changes } from '../ports/organization-store.ts'
import type { Written } from './written.ts'

/** Whoever is further behind starts over. */
const maxChanges = 10_000

/** Changes in memory. */
export interface MemoryChanges extends Changes {
  readonly listen: NonNullable<Changes['listen']>
  /** Without an await in between, so that it is one step with what the caller does before and after. */
  readonly recordNow: (written: readonly Written[]) => void
}

/** The newest changes, and whoever wants to hear of them. */
export function memoryChanges(): MemoryChanges {
  const changes: Change[] = []
  const listeners = new Set<{ readonly heard: () => void }>()
  let head = 0
  return Object.freeze({
    recordNow: (written) => {
      if (written.length === 0) return
      for (const one of written) changes.push({ sequence: (head += 1), ...one })
      if (changes.length > maxChanges) changes.splice(0, changes.length - maxChanges)
      // After the write has answered, as from another instance.
      for (const listener of listeners) setImmediate(() => listeners.has(listener) && listener.heard())
    },
    head: async () => head,
    list: async (after, limit) => {
      const oldest = head - changes.length
      return after < oldest || after > head ? null : changes.slice(after - oldest, after - oldest + limit)
    },
    listen: async (heard) => {
      const listener = { heard }
      listeners.add(listener)
      return async () => void listeners.delete(listener)
    },
  } satisfies MemoryChanges)
}
