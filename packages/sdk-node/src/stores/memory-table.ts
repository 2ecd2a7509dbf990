/** Records by id, and what may be there once. */
export interface MemoryTable<T> {
  readonly get: (id: string) => T | null
  readonly findBy: (key: string) => T | null
  /** True when no other record has one of its keys. */
  readonly isFree: (record: T) => boolean
  /** Adds it, or puts it in the place of the one with its id. */
  readonly put: (record: T) => void
  readonly delete: (id: string) => void
  /** In the order of their ids. */
  readonly list: (wanted: (record: T) => boolean) => readonly T[]
}

/**
 * A map with unique indexes.
 *
 * @param keysOf the record's unique keys; {@link toKey} makes one.
 */
export function createMemoryTable<T extends { readonly id: string }>(
  keysOf: (record: T) => readonly string[],
): MemoryTable<T> {
  const records = new Map<string, T>()
  const holders = new Map<string, string>()
  const forget = (id: string): void => {
    const record = records.get(id)
    for (const key of record === undefined ? [] : keysOf(record)) holders.delete(key)
    records.delete(id)
  }
  return Object.freeze({
    get: (id) => records.get(id) ?? null,
    findBy: (key) => records.get(holders.get(key) ?? '') ?? null,
    isFree: (record) => keysOf(record).every((key) => (holders.get(key) ?? record.id) === record.id),
    put: (record) => {
      forget(record.id)
      records.set(record.id, record)
      for (const key of keysOf(record)) holders.set(key, record.id)
    },
    delete: forget,
    list: (wanted) => [...records.values()].filter(wanted).toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  } satisfies MemoryTable<T>)
}

/** JSON, because it says where one part ends and the next begins. */
export function toKey(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts)
}
