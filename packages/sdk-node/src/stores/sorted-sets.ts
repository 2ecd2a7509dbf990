import { SortedIds } from './sorted-ids.ts'

/** Sets of ids by name. What is in none takes no room. */
export interface SortedSets {
  readonly add: (name: string, id: string) => void
  readonly delete: (name: string, id: string) => void
  readonly get: (name: string) => SortedIds
}

const none = new SortedIds()

/** Empty. */
export function createSortedSets(): SortedSets {
  const sets = new Map<string, SortedIds>()
  return Object.freeze({
    add: (name, id) => {
      const set = sets.get(name) ?? new SortedIds()
      if (set.size === 0) sets.set(name, set)
      set.add(id)
    },
    delete: (name, id) => {
      const set = sets.get(name)
      set?.delete(id)
      if (set?.size === 0) sets.delete(name)
    },
    get: (name) => sets.get(name) ?? none,
  } satisfies SortedSets)
}
