import { AuthError } from '../model/auth-error.ts'
import type { SignalStream } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import { isClaims, type Claims } from './json-values.ts'
import { authorizationOf } from './request-verification.ts'
import { SetRefused, type SetErrorCode } from './set-refused.ts'
import { toPrintable } from '../model/to-printable.ts'

/** What a poll works with. */
export interface PollTools {
  /** With a `pollUrl`. */
  readonly stream: SignalStream
  readonly outside: Outside
  /** Resolves when all that follows from it is done. @throws SetRefused: never; any other failure: not now */
  readonly take: (token: string, id: string) => Promise<unknown>
}

/** What came of it. */
export interface PollOutcome {
  /** Taken, and acknowledged. */
  readonly accepted: number
  /** Refused for good. */
  readonly refused: number
}

interface Settled {
  readonly ack: readonly string[]
  readonly setErrs: Readonly<Record<string, { readonly err: SetErrorCode; readonly description: string }>>
  /** What stopped it in the middle: the rest is left for the next time. */
  readonly failures: readonly unknown[]
}

/** Of one answer, which has to fit into what is read at once. */
const maxEvents = 100
/** Then the next one has its turn; what is left comes next time. */
const maxPages = 20
/** Likewise: whoever answers slowly, and always has more, must not keep other streams waiting. */
const maxMs = 10_000
const nothing: Settled = { ack: [], setErrs: {}, failures: [] }

/**
 * Fetches what a transmitter keeps for us, page by page, and tells it what was done with each. A token is acknowledged only after the
 * sessions it ends are over: whatever breaks in between, it comes again.
 *
 * It never waits for events to come: whoever polls every few seconds has no use for it, and our fetch has a deadline.
 *
 * @throws AuthError SIGNALS_UNAVAILABLE; STORE_UNAVAILABLE after what was done has been acknowledged
 * @see RFC 8936, section 2
 */
export async function pollStream(tools: PollTools): Promise<PollOutcome> {
  const { now } = tools.outside
  const endsAt = now().getTime() + maxMs
  let settled = nothing
  let [accepted, refused] = [0, 0]
  for (let page = 0; page < maxPages; page += 1) {
    const { sets, isMore } = await ask({ ...toBody(settled), maxEvents }, tools)
    settled = await settle(sets, tools)
    accepted += settled.ack.length
    refused += Object.keys(settled.setErrs).length
    if (!isMore || settled.failures.length > 0 || now().getTime() >= endsAt) break
  }
  const isTold = settled.ack.length === 0 && Object.keys(settled.setErrs).length === 0
  // Section 2.4.3: acknowledges, and asks for none.
  if (!isTold) await ask({ ...toBody(settled), maxEvents: 0 }, tools)
  if (settled.failures.length > 0) throw settled.failures[0]
  return { accepted, refused }
}

function toBody({ ack, setErrs }: Settled): Claims {
  return {
    returnImmediately: true,
    ...(ack.length > 0 && { ack }),
    ...(Object.keys(setErrs).length > 0 && { setErrs }),
  }
}

/** In their order, one after the other. */
async function settle(sets: readonly (readonly [string, unknown])[], { take }: PollTools): Promise<Settled> {
  const ack: string[] = []
  const setErrs: Record<string, { err: SetErrorCode; description: string }> = Object.create(null) as typeof setErrs
  for (const [id, token] of sets) {
    try {
      if (typeof token !== 'string') throw new SetRefused('invalid_request', `set: wanted text, got ${typeof token}`)
      await take(token, id)
      ack.push(id)
    } catch (error) {
      if (!(error instanceof SetRefused)) return { ack, setErrs, failures: [error] }
      setErrs[id] = { err: error.err, description: error.say }
    }
  }
  return { ack, setErrs, failures: [] }
}

interface Page {
  readonly sets: readonly (readonly [string, unknown])[]
  readonly isMore: boolean
}

async function ask(body: Claims, { stream, outside }: PollTools): Promise<Page> {
  const url = stream.pollUrl ?? ''
  try {
    const response = await outside.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        // Of the descriptions in setErrs.
        'content-language': 'en',
        ...authorizationOf(stream),
      },
      body: JSON.stringify(body),
      redirect: 'manual',
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`wanted 200, got ${response.status}`)
    return parsePage(text)
  } catch (error) {
    throw new AuthError('SIGNALS_UNAVAILABLE', `poll of ${url}: ${toPrintable((error as Error).message)}`, {
      cause: error,
    })
  }
}

/** Whoever only acknowledges may be answered with nothing at all. */
function parsePage(text: string): Page {
  const value: unknown = text === '' ? {} : JSON.parse(text)
  if (!isClaims(value)) throw new Error('wanted a JSON object, got something else')
  const { sets = {}, moreAvailable } = value
  if (!isClaims(sets)) throw new Error('wanted sets by their ids, got something else')
  const all = Object.entries(sets)
  if (all.length > maxEvents) throw new Error(`wanted at most ${maxEvents} sets, got ${all.length}`)
  return { sets: all, isMore: moreAvailable === true && all.length > 0 }
}
