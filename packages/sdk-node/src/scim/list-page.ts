import type { JsonObject } from '../model/json.ts'
import { parseCursor, type Place } from './list-cursor.ts'
import type { Paging } from './list-query.ts'
import { pause } from './pause.ts'
import { sortPatiently } from './sort-patiently.ts'
import type { Source } from './source.ts'

/** A part of a list. */
export interface Page<R> {
  readonly items: readonly R[]
  /** How many there are in all. */
  readonly total: number
  /** Where it ended; null: nothing comes after. */
  readonly end: Place | null
}

type Compare = (a: JsonObject, b: JsonObject) => number
/** Where a page begins: behind so many, or behind what the page before ended with. */
type Start = { readonly skip: number } | { readonly place: Place }

/** Looked at in one go, between two turns of everybody else. */
const batchSize = 500

/**
 * One page of a list. Without a filter, or with one that an index answers, it costs what the page costs. With any other, everything is
 * looked at, in batches; of what matches no more is kept than the page, and for an order what it looks at.
 *
 * @param mark of the list, for cursors
 * @throws AuthError SCIM_CURSOR_INVALID
 */
export async function listPage<R>(
  source: Source<R>,
  compare: Compare | null,
  paging: Paging,
  mark: string,
): Promise<Page<R>> {
  const start = toStart(paging, mark)
  if (source.match !== null && source.findCandidates !== null)
    return listCandidates(source, await source.match(await source.findCandidates()), compare, start, paging.count)
  if (compare !== null) return listSorted(source, compare, start, paging.count)
  return source.match === null
    ? listPlain(source, start, paging.count)
    : listMatching(source, source.match, start, paging.count)
}

function toStart(paging: Paging, mark: string): Start {
  if (paging.type === 'index') return { skip: paging.startIndex - 1 }
  return paging.cursor === '' ? { skip: 0 } : { place: parseCursor(paging.cursor, mark) }
}

async function listPlain<R>(source: Source<R>, start: Start, count: number): Promise<Page<R>> {
  const from = 'place' in start ? { after: start.place.after } : { offset: start.skip }
  // One more, to know whether there is more.
  const listed = count === 0 ? [] : source.list({ ...from, limit: count + 1 })
  const [total, found] = await Promise.all([source.count(), listed])
  const items = found.slice(0, count)
  const offset = ('place' in start ? start.place.offset : start.skip) + items.length
  return { items, total, end: found.length > count ? toEnd(source, items, offset, null) : null }
}

/** In the order of the keys. Keeps the page, counts the rest. */
async function listMatching<R>(
  source: Source<R>,
  match: NonNullable<Source<R>['match']>,
  start: Start,
  count: number,
): Promise<Page<R>> {
  const known = 'place' in start ? start.place : null
  const skip = 'skip' in start ? start.skip : 0
  const items: R[] = []
  let seen = 0
  for await (const batch of readBatches(source, known?.after)) {
    for (const resource of await match(batch)) {
      if (seen >= skip && items.length < count) items.push(resource)
      seen++
    }
    // The first page has counted them all.
    if (known?.total !== undefined && known.total !== null && seen > count) break
  }
  const total = known?.total ?? seen
  const hasMore = seen > skip + items.length && items.length > 0
  const offset = (known?.offset ?? skip) + items.length
  return { items, total, end: hasMore ? toEnd(source, items, offset, total) : null }
}

async function listCandidates<R>(
  source: Source<R>,
  found: readonly R[],
  compare: Compare | null,
  start: Start,
  count: number,
): Promise<Page<R>> {
  if (compare === null) return cut(source, found, start, count)
  const keys = await source.toSortKeys(found)
  const pairs = found.map((resource, index) => ({ resource, key: keys[index] ?? {} }))
  const sorted = pairs.toSorted((a, b) => compare(a.key, b.key))
  return cut(
    source,
    sorted.map(({ resource }) => resource),
    start,
    count,
  )
}

/** Keeps of all that match what the order looks at, and of the page the rest. */
async function listSorted<R>(source: Source<R>, compare: Compare, start: Start, count: number): Promise<Page<R>> {
  const all: { readonly key: string; readonly by: JsonObject }[] = []
  for await (const batch of readBatches(source)) {
    const matching = source.match === null ? batch : await source.match(batch)
    const sortKeys = await source.toSortKeys(matching)
    for (const [index, resource] of matching.entries())
      all.push({ key: source.keyOf(resource), by: sortKeys[index] ?? {} })
  }
  const sorted = await sortPatiently(all, (a, b) => compare(a.by, b.by))
  const keyed = { keyOf: (one: { readonly key: string }) => one.key }
  const { items, total, end } = cut(keyed, sorted, start, count)
  const keys = items.map(({ key }) => key)
  const found = new Map((await source.findMany(keys)).map((resource) => [source.keyOf(resource), resource]))
  // Who was removed meanwhile is not in it.
  return { items: keys.flatMap((key) => found.get(key) ?? []), total, end }
}

type Keyed<R> = Pick<Source<R>, 'keyOf'>

function cut<R>(source: Keyed<R>, all: readonly R[], start: Start, count: number): Page<R> {
  const from = 'skip' in start ? start.skip : findPlace(source, all, start.place)
  const items = all.slice(from, from + count)
  const offset = from + items.length
  return { items, total: all.length, end: offset < all.length ? toEnd(source, items, offset, null) : null }
}

/** Behind the last one of the page before; if that one is gone, where it was. */
function findPlace<R>(source: Keyed<R>, all: readonly R[], { after, offset }: Place): number {
  const index = all.findIndex((resource) => source.keyOf(resource) === after)
  return index === -1 ? offset : index + 1
}

function toEnd<R>(source: Keyed<R>, items: readonly R[], offset: number, total: number | null): Place | null {
  const last = items.at(-1)
  return last === undefined ? null : { after: source.keyOf(last), offset, total }
}

async function* readBatches<R>(source: Source<R>, from?: string): AsyncGenerator<readonly R[], void, undefined> {
  let after = from
  for (;;) {
    const batch = await source.list({ limit: batchSize, ...(after !== undefined && { after }) })
    yield batch
    const last = batch.at(-1)
    if (batch.length < batchSize || last === undefined) return
    after = source.keyOf(last)
    await pause()
  }
}
