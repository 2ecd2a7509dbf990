import { AuthError } from '../model/auth-error.ts'
import type { PollReport } from './manage-signals.ts'
import type { PollOutcome } from './poll-stream.ts'

/** What a poller works with. */
export interface PollerTools {
  /** Ids of the active connections that are polled. */
  readonly list: () => Promise<readonly string[]>
  /** True for one instance at a time. */
  readonly mayPoll: (connectionId: string, until: Date) => Promise<boolean>
  readonly poll: (connectionId: string) => Promise<PollOutcome>
  /** A stream stands still. Called once, until a poll succeeds again. */
  readonly failed: (connectionId: string, error: unknown) => void
  readonly now: () => Date
}

/** How the last poll of a connection by this process went. */
export interface LastPoll {
  readonly at: Date
  /** In a row. */
  readonly failures: number
  /** Null: nothing went wrong. */
  readonly code: AuthError['code'] | null
}

/** Polls, and remembers how that goes. */
export interface Poller {
  readonly pollDue: () => Promise<PollReport>
  /** Now, whatever went before. @throws AuthError SIGNALS_UNAVAILABLE, STORE_UNAVAILABLE */
  readonly pollNow: (connectionId: string) => Promise<PollReport>
  readonly findLast: (connectionId: string) => LastPoll | null
}

/** A stream is asked this often, by whatever instance. */
const everyMs = 5000
/** A transmitter that does not answer is left alone for longer and longer. */
const maxPauseMs = 10 * 60 * 1000
const atOnce = 10

/** One per process. */
export function createPoller(tools: PollerTools): Poller {
  const last = new Map<string, LastPoll>()
  const run = async (connectionId: string): Promise<PollOutcome> => {
    const at = tools.now()
    const failures = last.get(connectionId)?.failures ?? 0
    try {
      const outcome = await tools.poll(connectionId)
      last.set(connectionId, { at, failures: 0, code: null })
      return outcome
    } catch (error) {
      const code = error instanceof AuthError ? error.code : 'INTERNAL'
      last.set(connectionId, { at, failures: failures + 1, code })
      if (failures === 0) tools.failed(connectionId, error)
      throw error
    }
  }
  const isDue = (connectionId: string): boolean => {
    const known = last.get(connectionId)
    return known === undefined || tools.now().getTime() - known.at.getTime() >= toPause(known.failures)
  }
  const pollOne = async (connectionId: string): Promise<PollReport> => {
    const until = new Date(tools.now().getTime() + everyMs - 1)
    if (!(await tools.mayPoll(connectionId, until))) return none
    return run(connectionId).then(toReport, () => ({ ...none, streams: 1, failed: 1 }))
  }
  return Object.freeze({
    pollDue: async () => {
      const ids = await tools.list()
      for (const id of last.keys()) if (!ids.includes(id)) last.delete(id)
      const due = ids.filter(isDue)
      let report = none
      for (let at = 0; at < due.length; at += atOnce)
        report = (await Promise.all(due.slice(at, at + atOnce).map(pollOne))).reduce(add, report)
      return report
    },
    pollNow: async (connectionId) => toReport(await run(connectionId)),
    findLast: (connectionId) => last.get(connectionId) ?? null,
  } satisfies Poller)
}

const none: PollReport = Object.freeze({ streams: 0, accepted: 0, refused: 0, failed: 0 })

function toReport(outcome: PollOutcome): PollReport {
  return { ...none, ...outcome, streams: 1 }
}

function add(one: PollReport, other: PollReport): PollReport {
  return {
    streams: one.streams + other.streams,
    accepted: one.accepted + other.accepted,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
  }
}

function toPause(failures: number): number {
  return failures === 0 ? everyMs : Math.min(everyMs * 2 ** failures, maxPauseMs)
}
