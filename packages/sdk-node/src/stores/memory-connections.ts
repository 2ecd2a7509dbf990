import type { ConnectionRecord } from '../model/connection-record.ts'
import type { EventDraft } from '../model/event.ts'
import type { ConnectionStore } from '../ports/organization-store.ts'
import type { Commit } from './memory-organizations.ts'
import type { Written } from './written.ts'

/** Connections in memory. */
export interface MemoryConnections extends ConnectionStore {
  /** Without an await, as a part of writing what belongs to it. */
  readonly hasConnection: (connectionId: string, organizationId?: string) => boolean
  /** Without an await, as a part of removing the organization. */
  readonly forgetAllOf: (organizationId: string) => readonly Written[]
}

/** @param forgetPeople forgets the groups of a connection, and what links people to it. */
export function memoryConnections(
  commit: Commit,
  hasOrganization: (organizationId: string) => boolean,
  forgetPeople: (organizationId: string, connectionId: string) => void,
): MemoryConnections {
  const byId = new Map<string, ConnectionRecord>()
  const listOf = (organizationId: string): readonly ConnectionRecord[] =>
    [...byId.values()]
      .filter((one) => one.organizationId === organizationId)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const put = (connection: ConnectionRecord, events: readonly EventDraft[] | undefined): true => {
    byId.set(connection.id, connection)
    commit([toWritten(connection)], events)
    return true
  }
  const forget = (connection: ConnectionRecord): Written => {
    byId.delete(connection.id)
    forgetPeople(connection.organizationId, connection.id)
    return toWritten(connection)
  }
  return Object.freeze({
    forgetAllOf: (organizationId) => listOf(organizationId).map(forget),
    hasConnection: (connectionId, organizationId) => {
      const stored = byId.get(connectionId)
      return stored !== undefined && (organizationId ?? stored.organizationId) === stored.organizationId
    },
    find: async (connectionId) => byId.get(connectionId) ?? null,
    list: async (organizationId) => listOf(organizationId),
    listDue: async (now, limit) =>
      [...byId.values()]
        .filter(({ dueAt }) => dueAt !== null && dueAt <= now)
        .toSorted((one, other) => dueTimeOf(one) - dueTimeOf(other) || (one.id < other.id ? -1 : 1))
        .slice(0, limit),
    insert: async (connection, events) =>
      !byId.has(connection.id) && hasOrganization(connection.organizationId) && put(connection, events),
    replace: async (connection, events) => {
      const stored = byId.get(connection.id)
      const fits = stored?.organizationId === connection.organizationId && stored.version === connection.version - 1
      return fits && put(connection, events)
    },
    remove: async (organizationId, connectionId, events) => {
      const stored = byId.get(connectionId)
      if (stored?.organizationId !== organizationId) return false
      commit([forget(stored)], events)
      return true
    },
  } satisfies MemoryConnections)
}

const dueTimeOf = ({ dueAt }: ConnectionRecord): number => dueAt?.getTime() ?? 0
const toWritten = ({ id, organizationId }: ConnectionRecord): Written => ({
  kind: 'connection',
  key: id,
  organizationId,
})
