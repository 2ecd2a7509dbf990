/** Which left ids go with which right ids, found from both sides. */
export interface MemoryPairs {
  readonly add: (left: string, right: string) => void
  readonly delete: (left: string, right: string) => void
  readonly leftOf: (right: string) => ReadonlySet<string>
  readonly rightOf: (left: string) => ReadonlySet<string>
  readonly forgetLeft: (left: string) => void
  readonly forgetRight: (right: string) => void
}

const none: ReadonlySet<string> = new Set()

/** Two maps that always say the same. */
export function createMemoryPairs(): MemoryPairs {
  const lefts = new Map<string, Set<string>>()
  const rights = new Map<string, Set<string>>()
  const put = (map: Map<string, Set<string>>, key: string, value: string): void => {
    map.set(key, (map.get(key) ?? new Set()).add(value))
  }
  const remove = (left: string, right: string): void => {
    rights.get(left)?.delete(right)
    lefts.get(right)?.delete(left)
  }
  return Object.freeze({
    add: (left, right) => {
      put(rights, left, right)
      put(lefts, right, left)
    },
    delete: remove,
    leftOf: (right) => lefts.get(right) ?? none,
    rightOf: (left) => rights.get(left) ?? none,
    forgetLeft: (left) => {
      for (const right of rights.get(left) ?? []) remove(left, right)
      rights.delete(left)
    },
    forgetRight: (right) => {
      for (const left of lefts.get(right) ?? []) remove(left, right)
      lefts.delete(right)
    },
  } satisfies MemoryPairs)
}
