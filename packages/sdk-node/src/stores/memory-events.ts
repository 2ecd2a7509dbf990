import type { AuthEvent, EventDraft } from '../model/event.ts'
import { firstHead, sealEvent } from '../model/seal-event.ts'
import type { EventFilter, Events } from '../ports/store.ts'

/** Per organization; beyond that the oldest go, so that a flood cannot eat the memory. */
const maxEvents = 10_000

/** A log in memory. */
export interface MemoryEvents extends Events {
  /** Without an await in between, so that it is one step with what the caller does before and after. */
  readonly appendNow: (drafts: readonly EventDraft[]) => void
}

/**
 * A log that keeps the newest events of each organization.
 *
 * @param heard is told what is written, in the same step.
 */
export function memoryEvents(heard: (drafts: readonly EventDraft[]) => void): MemoryEvents {
  const logs = new Map<string, AuthEvent[]>()
  const appendNow = (drafts: readonly EventDraft[]): void => {
    heard(drafts)
    for (const draft of drafts) {
      const log = logs.get(draft.organizationId) ?? []
      log.push(sealEvent(draft, log.at(-1) ?? firstHead))
      if (log.length > maxEvents) log.shift()
      logs.set(draft.organizationId, log)
    }
  }
  return Object.freeze({
    appendNow,
    append: async (drafts) => appendNow(drafts),
    list: async (filter) =>
      inOrder(logs.get(filter.organizationId) ?? [], filter)
        .filter((event) => isWanted(event, filter))
        .slice(0, filter.limit),
    head: async (organizationId) => {
      const last = logs.get(organizationId)?.at(-1)
      return last === undefined ? null : { sequence: last.sequence, hash: last.hash }
    },
  } satisfies MemoryEvents)
}

function inOrder(log: readonly AuthEvent[], { newestFirst = false }: EventFilter): readonly AuthEvent[] {
  return newestFirst ? log.toReversed() : log
}

function isWanted(event: AuthEvent, filter: EventFilter): boolean {
  const { after = 0, before = Infinity, types, targetId, actorId, outcome, since, until } = filter
  return (
    event.sequence > after &&
    event.sequence < before &&
    (types === undefined || types.includes(event.type)) &&
    (targetId === undefined || event.target.id === targetId) &&
    (actorId === undefined || event.actor.id === actorId) &&
    (outcome === undefined || event.outcome === outcome) &&
    (since === undefined || event.occurredAt >= since) &&
    (until === undefined || event.occurredAt < until)
  )
}
