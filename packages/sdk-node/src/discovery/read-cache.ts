/** What was read from the store, until somebody changes it. */
export interface ReadCache<V extends object> {
  /** At once when it is known. Null when there is none, which is not remembered: anybody can ask for anything. */
  readonly get: (key: string) => V | Promise<V | null>
  /** Reads it now, whatever is known. */
  readonly reload: (key: string) => Promise<V | null>
  readonly evict: (key: string) => void
  readonly evictWhere: (isOver: (value: V) => boolean) => void
  readonly clear: () => void
  readonly size: () => number
}

/**
 * A bounded memory: the oldest makes room. What was being read while it changed is handed to whoever waits and not kept.
 *
 * @param load gets what is known, for what of it can be used again.
 */
export function createReadCache<V extends object>(
  load: (key: string, known: V | null) => Promise<V | null>,
  max: number,
): ReadCache<V> {
  const kept = new Map<string, V>()
  const loading = new Map<string, Promise<V | null>>()

  const reload = async (key: string): Promise<V | null> => {
    const started = load(key, kept.get(key) ?? null)
    loading.set(key, started)
    try {
      const value = await started
      if (loading.get(key) === started) keep(kept, key, value, max)
      return value
    } finally {
      if (loading.get(key) === started) loading.delete(key)
    }
  }
  return Object.freeze({
    get: (key) => kept.get(key) ?? loading.get(key) ?? reload(key),
    reload,
    evict: (key) => {
      kept.delete(key)
      loading.delete(key)
    },
    evictWhere: (isOver) => {
      for (const [key, value] of kept) if (isOver(value)) kept.delete(key)
      // What these will be nobody knows yet.
      loading.clear()
    },
    clear: () => {
      kept.clear()
      loading.clear()
    },
    size: () => kept.size,
  } satisfies ReadCache<V>)
}

function keep<V>(kept: Map<string, V>, key: string, value: V | null, max: number): void {
  kept.delete(key)
  if (value === null) return
  const [oldest] = kept.size < max ? [] : kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(key, value)
}
