import { randomUUID } from 'node:crypto'
import type { EventDraft } from './event.ts'

/** Where a request came from, as far as is known. */
export interface Origin {
  readonly ip: string | null
  readonly userAgent: string | null
}

/** No request at all, or one whose origin nobody knows. */
export const nowhere: Origin = Object.freeze({ ip: null, userAgent: null })

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never

/** What a success needs to say. */
export type Success = Without<EventDraft, 'id' | 'ip' | 'userAgent' | 'outcome' | 'reason'>

/** An event of something that was done. It gets its id here, once: a transaction that is done again writes the same event. */
export function draftSuccess(event: Success, { ip, userAgent }: Origin): EventDraft {
  return { ...event, id: randomUUID(), ip, userAgent, outcome: 'success', reason: null }
}

/** What a failure needs to say. */
export type Failure = Without<EventDraft, 'id' | 'ip' | 'userAgent' | 'outcome'>

/** An event of something that was refused. */
export function draftFailure(event: Failure, { ip, userAgent }: Origin): EventDraft {
  return { ...event, id: randomUUID(), ip, userAgent, outcome: 'failure' }
}
