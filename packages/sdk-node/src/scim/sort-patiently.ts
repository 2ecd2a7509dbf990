import { pause } from './pause.ts'

/** Sorted in one go, between two turns of everybody else. */
const runLength = 2000

/** Sorts a long list in a stable way, and lets others have their turn while it does. */
export async function sortPatiently<T>(all: readonly T[], compare: (a: T, b: T) => number): Promise<readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let start = 0; start < all.length; start += runLength) {
    if (start > 0) await pause()
    runs.push(all.slice(start, start + runLength).toSorted(compare))
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let index = 0; index < runs.length; index += 2) {
      await pause()
      merged.push(merge(runs[index] ?? [], runs[index + 1] ?? [], compare))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const merged: T[] = []
  let taken = 0
  for (const item of left) {
    for (let next = right[taken]; next !== undefined && compare(next, item) < 0; next = right[taken]) {
      merged.push(next)
      taken++
    }
    merged.push(item)
  }
  return merged.concat(right.slice(taken))
}
