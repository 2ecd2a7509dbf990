import { toRequestInvalid } from '../model/request-invalid.ts'
import { authEventTypes, type AuthEvent, type AuthEventType } from '../model/event.ts'
import type { EventFilter } from '../ports/store.ts'
import { parseCursor } from './cursor.ts'

/** Which events are wanted. */
export interface EventQuery {
  readonly organizationId: string
  /**
   * A cursor, or the `sequence` of the event to go on after: for who polls.
   *
   * @default from the first event
   */
  readonly after?: string | number
  /** @default all */
  readonly types?: readonly AuthEventType[]
  /**
   * `target.id`: what happened to this user, for example.
   *
   * @default any
   */
  readonly targetId?: string
  /**
   * `actor.id`: what this administrator did, for example.
   *
   * @default anybody
   */
  readonly actorId?: string
  /** @default both */
  readonly outcome?: AuthEvent['outcome']
  /**
   * Not before that moment.
   *
   * @default the beginning
   */
  readonly since?: Date
  /**
   * Before that moment.
   *
   * @default no end
   */
  readonly until?: Date
}

/** One page of a query. */
export interface EventPageQuery extends EventQuery {
  /**
   * The last event first; `after` then goes on with older ones. For people who look; a reader that wants to miss nothing reads
   * upwards.
   *
   * @default false
   */
  readonly newestFirst?: boolean
  /**
   * 1 to 1000.
   *
   * @default 100
   */
  readonly limit?: number
}

const maxLimit = 1000

type Check = readonly [wanted: string, isRight: (value: unknown) => boolean]

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime())
const isTypes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((type) => (authEventTypes as readonly unknown[]).includes(type))
const isLimit = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= maxLimit

const id: Check = ['an id', isText]
const date: Check = ['a Date', isDate]

/** The compiler misses one that is not here. */
const checks: Readonly<Record<Exclude<keyof EventPageQuery, 'after'>, Check>> = {
  organizationId: id,
  targetId: id,
  actorId: id,
  types: [`some of ${authEventTypes.join(', ')}`, isTypes],
  outcome: ["'success' or 'failure'", (value) => value === 'success' || value === 'failure'],
  since: date,
  until: date,
  newestFirst: ['true or false', (value) => typeof value === 'boolean'],
  limit: [`1 to ${maxLimit}`, isLimit],
}

/** @throws AuthError REQUEST_INVALID: queries often come from a request of somebody else. */
export function parseQuery(query: EventPageQuery): EventFilter {
  if (typeof query !== 'object' || query === null) throw toRequestInvalid('query', 'an object', query)
  const { after, ...rest } = query
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) check(name, value)
  check('organizationId', query.organizationId)
  // What is left out must not be there at all.
  const filter = Object.fromEntries(given) as Omit<EventPageQuery, 'after'>
  const place = after === undefined ? null : parseAfter(after, query.organizationId)
  if (place === null) return { limit: 100, ...filter }
  return { limit: 100, ...filter, ...(query.newestFirst === true ? { before: place } : { after: place }) }
}

/** Who misspells a filter must not be shown everything. */
function check(name: string, value: unknown): void {
  const known = new Map(Object.entries(checks)).get(name)
  if (known === undefined) throw toRequestInvalid('query', `only ${[...Object.keys(checks), 'after'].join(', ')}`, name)
  const [wanted, isRight] = known
  if (!isRight(value)) throw toRequestInvalid(name, wanted, value)
}

function parseAfter(after: unknown, organizationId: string): number {
  if (typeof after !== 'number') return parseCursor(after, organizationId)
  if (!Number.isSafeInteger(after) || after < 0) throw toRequestInvalid('after', 'a cursor or a sequence', after)
  return after
}
