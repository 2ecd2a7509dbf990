import { AuthError } from '../model/auth-error.ts'
import { authEventTypes, type AuthEventType } from '../model/event.ts'
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
}

/** One page of a query. */
export interface EventPageQuery extends EventQuery {
  /**
   * 1 to 1000.
   *
   * @default 100
   */
  readonly limit?: number
}

const maxLimit = 1000

/** @throws AuthError REQUEST_INVALID: queries often come from a request of somebody else. */
export function parseQuery(query: EventPageQuery): EventFilter {
  const { organizationId, after = 0, types, targetId, limit = 100 } = query
  if (!isText(organizationId)) throw invalid('organizationId', 'an id', organizationId)
  if (targetId !== undefined && !isText(targetId)) throw invalid('targetId', 'an id', targetId)
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) throw invalid('limit', `1 to ${maxLimit}`, limit)
  if (types !== undefined && !isTypes(types)) throw invalid('types', `some of ${authEventTypes.join(', ')}`, types)
  return {
    organizationId,
    after: parseAfter(after, organizationId),
    limit,
    ...(types && { types }),
    ...(targetId !== undefined && { targetId }),
  }
}

function parseAfter(after: unknown, organizationId: string): number {
  if (typeof after !== 'number') return parseCursor(after, organizationId)
  if (!Number.isSafeInteger(after) || after < 0) throw invalid('after', 'a cursor or a sequence', after)
  return after
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isTypes = (value: unknown): boolean =>
  Array.isArray(value) && value.every((type) => (authEventTypes as readonly unknown[]).includes(type))
const invalid = (name: string, wanted: string, got: unknown): AuthError =>
  new AuthError('REQUEST_INVALID', `${name}: wanted ${wanted}, got ${String(JSON.stringify(got)).slice(0, 100)}`)
