import { toCanonicalJson } from '../model/canonical-json.ts'
import type { AuthEvent } from '../model/event.ts'
import type { Events } from '../ports/store.ts'
import { toCursor } from './cursor.ts'
import { parseQuery, type EventPageQuery, type EventQuery } from './parse-query.ts'
import { verifyLog, type Verification, type VerifyOptions } from './verify-log.ts'

/** One page of events. */
export interface EventPage {
  readonly events: readonly AuthEvent[]
  /** Where the next page begins; null when these are the last for now. */
  readonly cursor: string | null
}

/** What happened, as it was written down. Nothing here changes it. */
export interface EventLog {
  /**
   * Oldest first, unless asked otherwise.
   *
   * @throws AuthError REQUEST_INVALID for a query or cursor that is none
   */
  readonly list: (query: EventPageQuery) => Promise<EventPage>
  /**
   * One event a line, each with its line feed, in the form that is hashed; ends with the event that was the last when it
   * began.
   *
   * @throws AuthError REQUEST_INVALID at its first step
   */
  readonly exportJsonLines: (query: EventQuery) => AsyncIterable<string>
  /**
   * Says whether the log is as it was written, and where not. Events cut off at its end, and the note of where it ends with them,
   * are only missed by who kept an event of their own: `expected`.
   *
   * @throws AuthError REQUEST_INVALID
   */
  readonly verify: (organizationId: string, options?: VerifyOptions) => Promise<Verification>
}

const exportPageSize = 500

/** The log of a store. */
export function createEventLog(events: Events): EventLog {
  return Object.freeze({
    list: (query) => list(events, query),
    exportJsonLines: (query) => exportJsonLines(events, query),
    verify: async (organizationId, options) =>
      verifyLog(events, parseQuery({ organizationId }).organizationId, options),
  } satisfies EventLog)
}

async function list(events: Events, query: EventPageQuery): Promise<EventPage> {
  const filter = parseQuery(query)
  // One more than asked for tells whether there is another page.
  const found = await events.list({ ...filter, limit: filter.limit + 1 })
  const page = found.slice(0, filter.limit)
  const last = page.at(-1)
  const cursor =
    last === undefined || page.length === found.length ? null : toCursor(filter.organizationId, last.sequence)
  return { events: page, cursor }
}

async function* exportJsonLines(events: Events, query: EventQuery): AsyncGenerator<string, void> {
  const filter = { ...parseQuery({ ...query, limit: exportPageSize, newestFirst: false }) }
  const end = (await events.head(filter.organizationId))?.sequence ?? 0
  for (let after = filter.after ?? 0; after < end;) {
    const page = await events.list({ ...filter, after })
    for (const event of page) if (event.sequence <= end) yield `${toCanonicalJson(event)}\n`
    after = page.length < filter.limit ? end : (page.at(-1)?.sequence ?? end)
  }
}
