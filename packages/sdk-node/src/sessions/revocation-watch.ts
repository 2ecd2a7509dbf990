import { createHints } from '../model/create-hints.ts'
import type { Revocations } from '../ports/revocation-store.ts'
import {
  createRevocationMirror,
  type RevocableSession,
  type RevocationMirror,
  type Upstream,
} from './revocation-mirror.ts'

/** While requests come, the store is asked this often, in the background. */
const askEveryMs = 400
/** Who comes when what is known is older than this waits for an answer. */
const maxAgeMs = 800
/** But not longer than this: a store that is down must not stop people who are signed in. */
const patienceMs = 300
/** A question that is not answered by then never will be, on a connection that is dead and does not know it: another is asked. */
const deadlineMs = 5_000
const pageSize = 5000
const sweepEvery = 500
const sweepBatch = 1000
const dayMs = 86_400_000

/** How well it is known whose sessions are over. */
export interface RevocationReport {
  readonly count: number
  /** When the store last said what is revoked; null: not yet. */
  readonly checkedAt: Date | null
  /** The store says when something is revoked. False: it is asked. */
  readonly listening: boolean
  /** The last question was answered. False: only what is known is enforced. */
  readonly isCurrent: boolean
}

/** Knows whose sessions are over. */
export interface RevocationWatch {
  /** Null when what is known is new enough. Else resolves when it is, or when the store does not say. Never rejects. */
  readonly catchUp: () => Promise<void> | null
  /** No query. As of the last {@link RevocationWatch.catchUp}. */
  readonly isRevoked: (session: RevocableSession) => boolean
  /** The same of a session that has not begun yet, by what the identity provider has ended. */
  readonly isUpstreamRevoked: (upstream: Upstream, at: Date) => boolean
  /** This process has revoked something itself, and knows what. */
  readonly add: RevocationMirror['add']
  /** This process has revoked something itself: the next request asks first. */
  readonly expire: () => void
  readonly report: () => RevocationReport
}

export interface RevocationWatchOptions {
  readonly revocations: Revocations
  /** No session lives longer. */
  readonly absoluteSeconds: number
  readonly failed: (error: unknown) => void
  readonly succeeded: () => void
  readonly now: () => Date
  /** Milliseconds that only ever grow. */
  readonly elapsedMs: () => number
}

/** One per app. Nothing is asked while no request comes. */
export function createRevocationWatch(options: RevocationWatchOptions): RevocationWatch {
  const { revocations, absoluteSeconds, now, elapsedMs } = options
  const mirror = createRevocationMirror()
  const hints = createHints(revocations.listen, elapsedMs)
  let sequence = 0
  let answeredAt = -Infinity
  let triedAt = -Infinity
  let hintsSeen = 0
  let asked = 0
  let checkedAt: Date | null = null
  let isCurrent = true
  /** Something was revoked here since the last question was asked. */
  let isExpired = false
  let running: Promise<void> | null = null

  const advance = async (): Promise<void> => {
    // A store that was put back to an older state has lost numbers: everything is read anew, and nothing that is known is let go.
    if ((await withDeadline(revocations.head())) < sequence) sequence = 0
    for (;;) {
      const page = await withDeadline(revocations.list(sequence, pageSize))
      mirror.add(page)
      sequence = page.at(-1)?.sequence ?? sequence
      if (page.length < pageSize) return
    }
  }
  const ask = async (): Promise<void> => {
    const [at, startedAt, seen] = [elapsedMs(), now(), hints.count()]
    triedAt = at
    isExpired = false
    try {
      await advance()
      answeredAt = at
      checkedAt = startedAt
      hintsSeen = seen
      isCurrent = true
      options.succeeded()
      const oldest = new Date(startedAt.getTime() - absoluteSeconds * 1000)
      mirror.forget(oldest)
      asked += 1
      if (asked % sweepEvery === 1)
        await withDeadline(revocations.sweep(new Date(oldest.getTime() - dayMs), sweepBatch))
    } catch (error) {
      triedAt = elapsedMs()
      isCurrent = false
      options.failed(error)
    }
  }
  /** Once: who comes after somebody has waited in vain does not wait, until there is an answer. */
  const waitFor = async (answer: Promise<void>): Promise<void> => {
    if ((await within(answer, patienceMs)) === late) isCurrent = false
  }
  const begin = (): Promise<void> => {
    running ??= ask().finally(() => {
      running = null
    })
    return running
  }
  return Object.freeze({
    catchUp: () => {
      const at = elapsedMs()
      // Asking takes it back.
      const isUrgent = isExpired
      const isHinted = isCurrent && hintsSeen !== hints.count()
      if (at - Math.max(answeredAt, triedAt) < askEveryMs && !isHinted && !isUrgent) return null
      hints.begin()
      // Nobody waits for a store that has just not answered: what is known is enforced, and it is asked again in the background.
      const mustWait = isUrgent || (isCurrent && at - answeredAt >= maxAgeMs)
      // The answer that is under way may have left the store before.
      const answer = isUrgent && running !== null ? running.then(begin) : begin()
      return mustWait ? waitFor(answer) : null
    },
    isRevoked: mirror.isRevoked,
    isUpstreamRevoked: mirror.isUpstreamRevoked,
    add: mirror.add,
    expire: () => {
      isExpired = true
    },
    report: () => ({ count: mirror.size(), checkedAt, listening: hints.isListening(), isCurrent }),
  } satisfies RevocationWatch)
}

const late = Symbol('late')

/** What the work resolves with, or {@link late} when time is up first. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms)
  })
  try {
    return await Promise.race([work, timeUp])
  } finally {
    clearTimeout(timer)
  }
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  const answer = await within(work, deadlineMs)
  if (answer === late) throw new Error(`the store did not answer within ${deadlineMs} ms`)
  return answer
}
