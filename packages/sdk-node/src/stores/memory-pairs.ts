import type { SortedIds } from './sorted-ids.ts'
import { createSortedSets } from './sorted-sets.ts'

/** Which left ids go with which right ids, found from both sides. */
export interface MemoryPairs {
  readonly add: (left: string, right: string) => void
  readonly delete: (left: string, right: string) => void
  /** To be read at once: it is what is there, not a copy. */
  readonly leftOf: (right: string) => Pick<SortedIds, 'has' | 'from' | 'size'>
  readonly rightOf: (left: string) => Pick<SortedIds, 'has' | 'from' | 'size'>
  readonly forgetLeft: (left: string) => void
  readonly forgetRight: (right: string) => void
}

/** Two sorted maps that always say the same. */
export function createMemoryPairs(): MemoryPairs {
  const lefts = createSortedSets()
  const rights = createSortedSets()
  const remove = (left: string, right: string): void => {
    rights.delete(left, right)
    lefts.delete(right, left)
  }
  return Object.freeze({
    add: (left, right) => {
      rights.add(left, right)
      lefts.add(right, left)
    },
    delete: remove,
    leftOf: lefts.get,
    rightOf: rights.get,
    forgetLeft: (left) => {
      for (const right of Array.from(rights.get(left).from())) remove(left, right)
    },
    forgetRight: (right) => {
      for (const left of Array.from(lefts.get(right).from())) remove(left, right)
    },
  } satisfies MemoryPairs)
}
