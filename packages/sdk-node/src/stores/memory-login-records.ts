import type { EventDraft } from '../model/event.ts'
import type { LoginRecord } from '../model/user.ts'
import type { LoginRecords } from '../ports/directory-store.ts'
import type { MemoryDirectory } from './memory-directory.ts'
import { sets } from './memory-keys.ts'

/** Login records in memory. */
export function memoryLoginRecords({ users, logins }: MemoryDirectory): LoginRecords {
  const listOfUser = (userId: string): readonly LoginRecord[] =>
    [...(logins.get(userId)?.values() ?? [])].toSorted((one, other) => (one.connectionId < other.connectionId ? -1 : 1))
  return Object.freeze({
    listOfUser: async (userId) => listOfUser(userId),
    list: async ({ organizationId, connectionId, after, limit }) => {
      const wanted = (userId: string): readonly LoginRecord[] =>
        listOfUser(userId).filter((record) => connectionId === undefined || record.connectionId === connectionId)
      return users
        .list({ of: sets.organization(organizationId), after, limit, wanted: ({ id }) => wanted(id).length > 0 })
        .flatMap(({ id }) => wanted(id))
    },
  } satisfies LoginRecords)
}

/** Counts the logins among the events, of people who are there. */
export function countLogins({ users, logins }: MemoryDirectory, events: readonly EventDraft[]): void {
  for (const { type, target, data, occurredAt, ip, userAgent } of events) {
    if (type !== 'login.succeeded' || target.type !== 'user' || users.get(target.id) === null) continue
    const { connectionId } = data
    const records = logins.get(target.id) ?? new Map<string, LoginRecord>()
    const count = (records.get(connectionId)?.count ?? 0) + 1
    records.set(connectionId, {
      userId: target.id,
      connectionId,
      count,
      lastAt: occurredAt,
      lastIp: ip,
      lastUserAgent: userAgent,
    })
    logins.set(target.id, records)
  }
}
