import type { SessionRecord } from '../model/session-record.ts'
import { toKey } from './memory-table.ts'
import { SortedIds } from './sorted-ids.ts'
import { createSortedSets } from './sorted-sets.ts'

/** Sessions by id, and in the orders in which they are looked for. */
export interface MemorySessionIndex {
  readonly get: (id: string) => SessionRecord | null
  /** Adds it, or puts it in the place of the one with its id. */
  readonly put: (record: SessionRecord) => void
  readonly drop: (id: string) => void
  /** The one seen last first. To be read at once. */
  readonly ofUser: (organizationId: string, userId: string) => Iterable<SessionRecord>
  readonly ofOrganization: (organizationId: string) => Iterable<SessionRecord>
  readonly ended: (before: Date, limit: number) => readonly string[]
}

/** Empty. What one lookup costs depends on what it answers, not on how many sessions there are. */
export function createMemorySessionIndex(): MemorySessionIndex {
  const records = new Map<string, SessionRecord>()
  const sets = createSortedSets()
  const ends = new SortedIds()
  const drop = (id: string): void => {
    const record = records.get(id)
    if (record === undefined) return
    sets.delete(toUserSet(record.organizationId, record.userId), toPlace(latest - record.lastSeenAt.getTime(), id))
    sets.delete(toOrganizationSet(record.organizationId), toPlace(0, id))
    ends.delete(toPlace(record.endsAt.getTime(), id))
    records.delete(id)
  }
  const read = function* (places: SortedIds): Generator<SessionRecord> {
    for (const place of places.from()) {
      const record = records.get(idOf(place))
      if (record !== undefined) yield record
    }
  }
  return Object.freeze({
    get: (id) => records.get(id) ?? null,
    put: (record) => {
      drop(record.id)
      sets.add(
        toUserSet(record.organizationId, record.userId),
        toPlace(latest - record.lastSeenAt.getTime(), record.id),
      )
      sets.add(toOrganizationSet(record.organizationId), toPlace(0, record.id))
      ends.add(toPlace(record.endsAt.getTime(), record.id))
      records.set(record.id, record)
    },
    drop,
    ofUser: (organizationId, userId) => read(sets.get(toUserSet(organizationId, userId))),
    ofOrganization: (organizationId) => read(sets.get(toOrganizationSet(organizationId))),
    ended: (before, limit) => {
      const ids: string[] = []
      for (const place of ends.from()) {
        if (ids.length >= limit || place >= toPlace(before.getTime(), '')) break
        ids.push(idOf(place))
      }
      return ids
    },
  } satisfies MemorySessionIndex)
}

/** The last moment a Date can be. */
const latest = 8_640_000_000_000_000
const digits = 16

/** Sorts by the number, then by the id. */
function toPlace(order: number, id: string): string {
  return String(order).padStart(digits, '0') + id
}

function idOf(place: string): string {
  return place.slice(digits)
}

const toUserSet = (organizationId: string, userId: string): string => toKey('user', organizationId, userId)
const toOrganizationSet = (organizationId: string): string => toKey('organization', organizationId)
