import { AuthError } from '../model/auth-error.ts'
import type { AuthEvent } from '../model/event.ts'
import { firstHead, hashEvent, type EventHead } from '../model/seal-event.ts'
import type { Events } from '../ports/store.ts'

/** What is wrong with a log, at the first place where something is. */
export type LogProblem =
  /** The event is not what its hash says. */
  | 'altered'
  /** The event's place is empty, or the log ends before it. */
  | 'missing'
  /** The event does not follow the one before it: one of them was replaced. */
  | 'unchained'
  /** The log goes on after the place that its head notes as the last, or the head notes another event there. */
  | 'head-mismatch'
  /** The event is another than the one you kept. */
  | 'unexpected'

/** What a verification found. */
export type Verification =
  /** `head` is the last event: kept elsewhere, it is what `expected` takes next time. Null for an empty log. */
  | { readonly ok: true; readonly count: number; readonly head: EventHead | null }
  | { readonly ok: false; readonly sequence: number; readonly problem: LogProblem }

/** What is known of the log from elsewhere. */
export interface VerifyOptions {
  /** An event that was there once: sequence and hash. */
  readonly expected?: EventHead
}

const pageSize = 500

/**
 * Reads a log from its first event to its last, page by page, and says where it was tampered with.
 *
 * @throws AuthError REQUEST_INVALID for an `expected` that can be no event's
 */
export async function verifyLog(
  events: Events,
  organizationId: string,
  { expected }: VerifyOptions = {},
): Promise<Verification> {
  checkExpected(expected)
  let last = firstHead
  for (;;) {
    const page = await events.list({ organizationId, after: last.sequence, limit: pageSize })
    for (const event of page) {
      const problem = findProblem(event, last, expected)
      if (problem !== null) return { ok: false, ...problem }
      last = { sequence: event.sequence, hash: event.hash }
    }
    if (page.length > 0) continue
    const head = await events.head(organizationId)
    // Somebody has written in between: those are read too.
    if (head !== null && head.sequence > last.sequence && (await goesOn(events, organizationId, last))) continue
    return conclude(last, head ?? firstHead, expected)
  }
}

function findProblem(
  event: AuthEvent,
  last: EventHead,
  expected: EventHead | undefined,
): { readonly sequence: number; readonly problem: LogProblem } | null {
  const sequence = last.sequence + 1
  if (event.sequence !== sequence) return { sequence, problem: 'missing' }
  if (hashEvent(event) !== event.hash) return { sequence, problem: 'altered' }
  if (event.previousHash !== last.hash) return { sequence, problem: 'unchained' }
  if (expected?.sequence === sequence && expected.hash !== event.hash) return { sequence, problem: 'unexpected' }
  return null
}

async function goesOn(events: Events, organizationId: string, { sequence }: EventHead): Promise<boolean> {
  return (await events.list({ organizationId, after: sequence, limit: 1 })).length > 0
}

function conclude(last: EventHead, head: EventHead, expected: EventHead | undefined): Verification {
  const next = last.sequence + 1
  if (head.sequence > last.sequence || (expected !== undefined && expected.sequence > last.sequence))
    return { ok: false, sequence: next, problem: 'missing' }
  if (head.sequence < last.sequence) return { ok: false, sequence: head.sequence + 1, problem: 'head-mismatch' }
  if (head.hash !== last.hash) return { ok: false, sequence: last.sequence, problem: 'head-mismatch' }
  return { ok: true, count: last.sequence, head: last.sequence === 0 ? null : last }
}

function checkExpected(expected: EventHead | undefined): void {
  if (expected === undefined) return
  if (!Number.isSafeInteger(expected.sequence) || expected.sequence < 1 || !/^[0-9a-f]{64}$/.test(expected.hash))
    throw new AuthError('REQUEST_INVALID', 'expected: wanted the sequence and hash of an event, got something else')
}
