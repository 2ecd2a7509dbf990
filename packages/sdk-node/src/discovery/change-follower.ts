import { createHints } from '../model/create-hints.ts'
import type { Change, Changes } from '../ports/organization-store.ts'

/** How old knowledge may be before the store is asked whether anything was written. */
const freshMs = 500
const pageSize = 1000
/** Whoever missed more than this reads everything anew in the background rather than change by change while others wait. */
const maxBehind = 10_000

/** What is told to whoever keeps something in memory. */
export interface Following {
  /** Drops or reads again what was written. Called again with the same changes when it fails. */
  readonly apply: (changes: readonly Change[]) => Promise<void>
  /** Nothing that is known can be trusted to be new. @param head number of the last change; 0: there never was one. */
  readonly startOver: (head: number) => void
  readonly failed: (error: unknown) => void
  readonly succeeded: () => void
  readonly now: () => Date
  /** Milliseconds that only ever grow: a clock that is set back must not stop the world. */
  readonly elapsedMs: () => number
}

/** Follows what instances write. */
export interface ChangeFollower {
  /** Null when what is known is new enough. Else resolves when it is, or when the store did not say: then it stays as it is. */
  readonly catchUp: () => Promise<void> | null
  /** This process has written something itself: what is known is old from now on. */
  readonly expire: () => void
  /** Nothing was ever written: no question about records needs to be asked. */
  readonly isEmpty: () => boolean
  readonly isListening: () => boolean
  /** When the store was last asked; null: not yet. */
  readonly checkedAt: () => Date | null
}

/**
 * Asks for changes when somebody wants to know something and half a second has passed, once for everybody who waits; a store that
 * can tell makes that sooner. Nothing happens while nobody asks.
 */
export function createChangeFollower(changes: Changes, following: Following): ChangeFollower {
  const { elapsedMs, now } = following
  const listener = createHints(changes.listen, elapsedMs)
  let sequence: number | null = null
  let freshUntil = -Infinity
  let hintsSeen = 0
  let expiries = 0
  let checkedAt: Date | null = null
  let running: Promise<void> | null = null

  const startOver = (head: number): void => {
    following.startOver(head)
    sequence = head
  }
  const advance = async (): Promise<void> => {
    const head = await changes.head()
    if (sequence === null || head < sequence || head - sequence > maxBehind) return startOver(head)
    while (sequence < head) {
      const listed = await changes.list(sequence, pageSize)
      if (listed === null) return startOver(head)
      await following.apply(listed)
      const last = listed.at(-1)
      if (last === undefined) return
      sequence = last.sequence
    }
  }
  const run = async (): Promise<void> => {
    const [hints, at, startedAt, wasExpired] = [listener.count(), elapsedMs(), now(), expiries]
    try {
      await advance()
      checkedAt = startedAt
      // What was written while it was asked is not in the answer.
      if (wasExpired === expiries) freshUntil = at + freshMs
      following.succeeded()
    } catch (error) {
      // From its end, because a store that is down may take long to say so.
      freshUntil = elapsedMs() + freshMs
      following.failed(error)
    }
    hintsSeen = hints
  }
  return Object.freeze({
    catchUp: () => {
      if (elapsedMs() < freshUntil && hintsSeen === listener.count()) return null
      listener.begin()
      running ??= run().finally(() => {
        running = null
      })
      return running
    },
    expire: () => {
      expiries += 1
      freshUntil = -Infinity
    },
    isEmpty: () => sequence === 0,
    isListening: listener.isListening,
    checkedAt: () => checkedAt,
  } satisfies ChangeFollower)
}
