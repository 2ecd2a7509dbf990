/** A map that forgets: each entry when its time is over, the oldest when it is full. */
export interface ExpiringMap<V> {
  readonly get: (key: string) => V | null
  /** Keeps the value until then, and puts the key last in line for eviction. */
  readonly set: (key: string, value: V, expiresAt: number) => void
  /** Reads and removes, in one step. */
  readonly take: (key: string) => V | null
  readonly delete: (key: string) => void
  readonly deleteWhere: (matches: (value: V) => boolean) => void
}

/**
 * Memory that a flood of requests cannot exhaust. Everything that a stranger can make us remember lives in one of these.
 *
 * @param now epoch milliseconds.
 */
export function createExpiringMap<V>(capacity: number, now: () => number): ExpiringMap<V> {
  const entries = new Map<string, { readonly value: V; readonly expiresAt: number }>()
  const get = (key: string): V | null => {
    const entry = entries.get(key)
    if (entry === undefined) return null
    if (entry.expiresAt > now()) return entry.value
    entries.delete(key)
    return null
  }
  return {
    get,
    set: (key, value, expiresAt) => {
      entries.delete(key)
      if (entries.size >= capacity) dropFirst(entries)
      entries.set(key, { value, expiresAt })
    },
    take: (key) => {
      const value = get(key)
      entries.delete(key)
      return value
    },
    delete: (key) => void entries.delete(key),
    deleteWhere: (matches) => {
      for (const [key, { value }] of entries) if (matches(value)) entries.delete(key)
    },
  }
}

/** A Map keeps the order of insertion, so its first key is the oldest. */
function dropFirst(entries: Map<string, unknown>): void {
  const first = entries.keys().next()
  if (!first.done) entries.delete(first.value)
}
