/** Gives back first what comes first, whatever the order it was put in. */
export interface MemoryHeap<T> {
  readonly push: (item: T) => void
  readonly peek: () => T | null
  readonly pop: () => T | null
}

/** A binary heap. @param isBefore which of two comes first. */
export function createMemoryHeap<T extends object>(isBefore: (one: T, other: T) => boolean): MemoryHeap<T> {
  const items: T[] = []
  /** The item of `candidate` if it is there and belongs above that of `index`. */
  const isAbove = (candidate: number, index: number): boolean => {
    const [one, other] = [items[candidate], items[index]]
    return one !== undefined && other !== undefined && isBefore(one, other)
  }
  const swap = (one: number, other: number): void => {
    const [first, second] = [items[one], items[other]]
    if (first !== undefined && second !== undefined) [items[one], items[other]] = [second, first]
  }
  const rise = (from: number): void => {
    for (let index = from, parent = (index - 1) >> 1; index > 0 && isAbove(index, parent); parent = (index - 1) >> 1) {
      swap(index, parent)
      index = parent
    }
  }
  const sink = (from: number): void => {
    for (let index = from; ;) {
      const left = 2 * index + 1
      const child = isAbove(left + 1, left) ? left + 1 : left
      if (!isAbove(child, index)) return
      swap(index, child)
      index = child
    }
  }
  return Object.freeze({
    push: (item) => rise(items.push(item) - 1),
    peek: () => items[0] ?? null,
    pop: () => {
      swap(0, items.length - 1)
      const first = items.pop() ?? null
      sink(0)
      return first
    },
  } satisfies MemoryHeap<T>)
}
