import { createSortedSets } from './sorted-sets.ts'

/** A part of the records: those of a set, in the order of their ids. */
export interface MemorySlice<T> {
  /** One of its sets; {@link toKey} makes it. */
  readonly of: string
  /** Higher ids only. */
  readonly after?: string | undefined
  /** Leaves out that many, wanted or not. */
  readonly offset?: number | undefined
  readonly wanted?: (record: T) => boolean
  /** @default all */
  readonly limit?: number
}

/** Records by id, what may be there once, and sets of them. */
export interface MemoryTable<T> {
  readonly get: (id: string) => T | null
  readonly findBy: (key: string) => T | null
  /** True when no other record has one of its keys. */
  readonly isFree: (record: T) => boolean
  /** Adds it, or puts it in the place of the one with its id. */
  readonly put: (record: T) => void
  readonly delete: (id: string) => void
  /** Costs what it looks at, however large the set is. */
  readonly list: (slice: MemorySlice<T>) => readonly T[]
  readonly count: (set: string) => number
}

interface Place {
  readonly keys: readonly string[]
  readonly sets: readonly string[]
}

interface Row<T> extends Place {
  readonly record: T
}

const none: readonly string[] = []
const nowhere: Place = { keys: none, sets: none }

/**
 * A map with indexes.
 *
 * @param keysOf the record's unique keys; {@link toKey} makes one.
 * @param setsOf the sets in which it is.
 */
export function createMemoryTable<T extends { readonly id: string }>(
  keysOf: (record: T) => readonly string[],
  setsOf: (record: T) => readonly string[],
): MemoryTable<T> {
  const rows = new Map<string, Row<T>>()
  const holders = new Map<string, string>()
  const sets = createSortedSets()
  const get = (id: string): T | null => rows.get(id)?.record ?? null
  const index = (id: string, before: Place, after: Place): void => {
    for (const key of without(before.keys, after.keys)) holders.delete(key)
    for (const key of without(after.keys, before.keys)) holders.set(key, id)
    for (const set of without(before.sets, after.sets)) sets.delete(set, id)
    for (const set of without(after.sets, before.sets)) sets.add(set, id)
  }
  return Object.freeze({
    get,
    findBy: (key) => get(holders.get(key) ?? ''),
    isFree: (record) => keysOf(record).every((key) => (holders.get(key) ?? record.id) === record.id),
    put: (record) => {
      const before = rows.get(record.id) ?? nowhere
      const row = { record, keys: kept(before.keys, keysOf(record)), sets: kept(before.sets, setsOf(record)) }
      index(record.id, before, row)
      rows.set(record.id, row)
    },
    delete: (id) => {
      index(id, rows.get(id) ?? nowhere, nowhere)
      rows.delete(id)
    },
    list: ({ of, after, offset, wanted = () => true, limit = Infinity }) => {
      const found: T[] = []
      if (limit <= 0) return found
      for (const id of sets.get(of).from(after, offset)) {
        const record = get(id)
        if (record !== null && wanted(record) && found.push(record) >= limit) break
      }
      return found
    },
    count: (set) => sets.get(set).size,
  } satisfies MemoryTable<T>)
}

/** With the lengths, which say where one part ends and the next begins. */
export function toKey(...parts: readonly (string | null)[]): string {
  let key = ''
  for (const part of parts) key += part === null ? '-' : `${part.length}:${part}`
  return key
}

/** The one before where both say the same: what is old already needs no cleaning up. */
function kept(before: readonly string[], after: readonly string[]): readonly string[] {
  return before.length === after.length && after.every((one, place) => one === before[place]) ? before : after
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  return these === those ? none : these.filter((one) => !those.includes(one))
}
