import { createHints } from '../model/create-hints.ts'
import type { Session } from '../model/session.ts'
import type { Revocations } from '../ports/revocation-store.ts'
import { createRevocationMirror } from './revocation-mirror.ts'

/** While requests come, the store is asked this often, in the background. */
const askEveryMs = 400
/** Who comes when what is known is older than this waits for an answer. */
const maxAgeMs = 800
/** But not longer than this: a store that is down must not stop people who are signed in. */
const patienceMs = 300
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
  readonly isRevoked: (session: Session) => boolean
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
  let running: Promise<void> | null = null

  const advance = async (): Promise<void> => {
    // A store that was put back to an older state has lost numbers: everything is read anew, and nothing that is known is let go.
    if ((await revocations.head()) < sequence) sequence = 0
    for (;;) {
      const page = await revocations.list(sequence, pageSize)
      mirror.add(page)
      sequence = page.at(-1)?.sequence ?? sequence
      if (page.length < pageSize) return
    }
  }
  const ask = async (): Promise<void> => {
    const [at, startedAt, seen] = [elapsedMs(), now(), hints.count()]
    triedAt = at
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
      if (asked % sweepEvery === 1) await revocations.sweep(new Date(oldest.getTime() - dayMs), sweepBatch)
    } catch (error) {
      triedAt = elapsedMs()
      isCurrent = false
      options.failed(error)
    }
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
      const isHinted = hintsSeen !== hints.count()
      if (at - Math.max(answeredAt, triedAt) < askEveryMs && !isHinted) return null
      hints.begin()
      const wasCurrent = isCurrent
      const answer = begin()
      if (at - answeredAt < maxAgeMs) return null
      // Nobody waits for a store that has just not answered: what is known is enforced, and it is asked again in the background.
      return wasCurrent ? withPatience(answer) : null
    },
    isRevoked: mirror.isRevoked,
    expire: () => {
      answeredAt = -Infinity
      triedAt = -Infinity
    },
    report: () => ({ count: mirror.size(), checkedAt, listening: hints.isListening(), isCurrent }),
  } satisfies RevocationWatch)
}

/** Resolves with the work, or when patience is at its end. */
async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([work, patience])
  clearTimeout(timer)
}
