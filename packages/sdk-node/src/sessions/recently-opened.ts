/** Opened seals kept per generation; two generations are alive. */
const generationSize = 1000

/** Remembers what was opened lately. */
export interface RecentlyOpened<T> {
  readonly find: (seal: string) => T | null
  readonly keep: (seal: string, opened: T) => void
}

/**
 * A bounded memory of opened seals: when the young generation is full it becomes the old one, and what is used there
 * moves back. Keyed by the seal's MAC, because hashing four thousand characters costs as much as opening them; a hit must
 * still be the same seal to the letter.
 */
export function createRecentlyOpened<T>(): RecentlyOpened<T> {
  interface Entry {
    readonly seal: string
    readonly opened: T
  }
  let young = new Map<string, Entry>()
  let old = new Map<string, Entry>()
  const keyOf = (seal: string): string => seal.slice(-32)
  const put = (entry: Entry): void => {
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(keyOf(entry.seal), entry)
  }
  return Object.freeze({
    find: (seal: string): T | null => {
      const key = keyOf(seal)
      const entry = young.get(key)
      if (entry !== undefined) return entry.seal === seal ? entry.opened : null
      const aged = old.get(key)
      if (aged === undefined || aged.seal !== seal) return null
      put(aged)
      return aged.opened
    },
    keep: (seal: string, opened: T): void => put({ seal, opened }),
  })
}
