import type { AuthEvent, EventDraft } from '../model/event.ts'
import { firstHead, sealEvent } from '../model/seal-event.ts'
import type { EventFilter, Events } from '../ports/store.ts'
import type { Deliveries } from '../ports/webhook-store.ts'

/** Per organization; beyond that the oldest go, so that a flood cannot eat the memory. */
const maxEvents = 10_000

/** How many go at once: each time moves all that stay. */
const trimmedAtOnce = 1000

/** A log in memory. */
export interface MemoryEvents extends Events {
  /** Without an await in between, so that it is one step with what the caller does before and after. */
  readonly appendNow: (drafts: readonly EventDraft[]) => void
  readonly listBehind: (limit: number) => Awaited<ReturnType<Deliveries['listBehind']>>
  /** Moves how far the log was handed out. False when that is not `from`. */
  readonly moveMark: (organizationId: string, from: number, to: number) => boolean
}

/** The newest events of an organization, without a gap, and up to which sequence they were handed out. */
interface Log {
  readonly events: AuthEvent[]
  handedOut: number
}

/**
 * A log that keeps the newest events of each organization.
 *
 * @param heard is told what is written, in the same step.
 */
export function memoryEvents(heard: (drafts: readonly EventDraft[]) => void): MemoryEvents {
  const logs = new Map<string, Log>()
  /** Organizations whose log is longer than their mark. */
  const behind = new Set<string>()
  const appendNow = (drafts: readonly EventDraft[]): void => {
    heard(drafts)
    for (const draft of drafts) {
      const log = logs.get(draft.organizationId) ?? { events: [], handedOut: 0 }
      append(log.events, draft)
      logs.set(draft.organizationId, log)
      behind.add(draft.organizationId)
    }
  }
  return Object.freeze({
    appendNow,
    append: async (drafts) => appendNow(drafts),
    list: async (filter) => list(logs.get(filter.organizationId)?.events ?? [], filter),
    head: async (organizationId) => {
      const last = logs.get(organizationId)?.events.at(-1)
      return last === undefined ? null : { sequence: last.sequence, hash: last.hash }
    },
    listBehind: (limit) => {
      const found = []
      for (const organizationId of behind) {
        if (found.length >= limit) break
        const log = logs.get(organizationId)
        found.push({ organizationId, handedOut: log?.handedOut ?? 0, head: headOf(log) })
      }
      return found
    },
    moveMark: (organizationId, from, to) => {
      const log = logs.get(organizationId)
      if (log?.handedOut !== from) return false
      log.handedOut = to
      if (headOf(log) <= to) behind.delete(organizationId)
      return true
    },
  } satisfies MemoryEvents)
}

function append(events: AuthEvent[], draft: EventDraft): void {
  events.push(sealEvent(draft, events.at(-1) ?? firstHead))
  if (events.length >= maxEvents + trimmedAtOnce) events.splice(0, trimmedAtOnce)
}

function headOf(log: Log | undefined): number {
  return log?.events.at(-1)?.sequence ?? 0
}

/** Sequences have no gap, so that the first one says where each of them is. */
function list(events: readonly AuthEvent[], filter: EventFilter): readonly AuthEvent[] {
  const { after = 0, before = Infinity, newestFirst = false, limit } = filter
  const offset = events[0]?.sequence ?? 1
  const from = Math.max(events.length - maxEvents, after + 1 - offset, 0)
  const to = Math.min(events.length, before - offset)
  const found: AuthEvent[] = []
  for (let step = 0; step < to - from && found.length < limit; step += 1) {
    const event = events[newestFirst ? to - 1 - step : from + step]
    if (event !== undefined && isWanted(event, filter)) found.push(event)
  }
  return found
}

function isWanted(event: AuthEvent, { types, targetId, actorId, outcome, since, until }: EventFilter): boolean {
  return (
    (types === undefined || types.includes(event.type)) &&
    (targetId === undefined || event.target.id === targetId) &&
    (actorId === undefined || event.actor.id === actorId) &&
    (outcome === undefined || event.outcome === outcome) &&
    (since === undefined || event.occurredAt >= since) &&
    (until === undefined || event.occurredAt < until)
  )
}
