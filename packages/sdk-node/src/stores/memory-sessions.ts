import type { SessionRecord } from '../model/session-record.ts'
import type { SessionRecords } from '../ports/session-store.ts'
import { createMemorySessionIndex } from './memory-session-index.ts'

/** Sessions in memory. */
export interface MemorySessions {
  readonly records: SessionRecords
  /** Without an await, as a part of removing or moving the person. */
  readonly forgetUser: (organizationId: string, userId: string) => void
  /** Without an await, as a part of removing the organization. */
  readonly forgetOrganization: (organizationId: string) => void
}

/** How many ended ones go when one begins: more than one, so that they get fewer, and few enough to wait for. */
const sweptAtOnce = 10

/** None yet. */
export function createMemorySessions(): MemorySessions {
  const { get, put, drop, ofUser, ofOrganization, ended } = createMemorySessionIndex()
  const sweep = (endedBefore: Date, limit: number): void => {
    for (const id of ended(endedBefore, limit)) drop(id)
  }
  const forget = (records: Iterable<SessionRecord>): void => {
    for (const { id } of Array.from(records)) drop(id)
  }
  const records: SessionRecords = {
    insert: async (record) => {
      sweep(record.createdAt, sweptAtOnce)
      if (get(record.id) === null) put(record)
    },
    find: async (id) => get(id),
    list: async ({ organizationId, userId, now, limit }) => {
      const living: SessionRecord[] = []
      for (const record of ofUser(organizationId, userId)) {
        if (living.length >= limit) break
        if (record.expiresAt > now && record.endsAt > now) living.push(record)
      }
      return living
    },
    replace: async (record) => {
      const stored = get(record.id)
      if (stored?.version !== record.version - 1 || !isSamePerson(stored, record)) return false
      const { lastSeenAt, expiresAt } = stored.lastSeenAt > record.lastSeenAt ? stored : record
      put({ ...record, lastSeenAt, expiresAt })
      return true
    },
    touch: async (id, { lastSeenAt, expiresAt }) => {
      const stored = get(id)
      if (stored !== null && stored.lastSeenAt <= lastSeenAt) put({ ...stored, lastSeenAt, expiresAt })
    },
    remove: async (id) => drop(id),
    sweep: async (endedBefore, limit) => sweep(endedBefore, limit),
  }
  return Object.freeze({
    records: Object.freeze(records),
    forgetUser: (organizationId, userId) => forget(ofUser(organizationId, userId)),
    forgetOrganization: (organizationId) => forget(ofOrganization(organizationId)),
  } satisfies MemorySessions)
}

function isSamePerson(one: SessionRecord, other: SessionRecord): boolean {
  return one.organizationId === other.organizationId && one.userId === other.userId
}
