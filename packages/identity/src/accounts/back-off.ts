import { createHash } from 'node:crypto'
import { createExpiringMap } from '../memory/expiring-map.ts'

/** Slows down guessing at one name. */
export interface BackOff {
  /**
   * Counts an attempt before it is made, so that many at once count too.
   *
   * @returns seconds to wait; 0: go ahead.
   */
  readonly attempt: (name: string) => number
  /** The attempt succeeded: forgets the name. */
  readonly forgive: (name: string) => void
}

interface Attempts {
  readonly count: number
  readonly notBefore: number
}

const freeAttempts = 5
const longestWaitMs = 60_000
const forgetAfterMs = 15 * 60_000

/**
 * Five attempts are free; from then on each has to wait twice as long as the one before, up to a minute. A refused
 * attempt does not count, so that a stranger who keeps trying delays the owner by one minute at most. Names are kept
 * as hashes: some people type their password there.
 *
 * @param now epoch milliseconds.
 */
export function createBackOff(now: () => number): BackOff {
  const attempts = createExpiringMap<Attempts>(10_000, now)
  return {
    attempt: (name) => {
      const key = toKey(name)
      const { count, notBefore } = attempts.get(key) ?? { count: 0, notBefore: 0 }
      if (notBefore > now()) return Math.ceil((notBefore - now()) / 1000)
      const wait = count + 1 < freeAttempts ? 0 : Math.min(1000 * 2 ** (count + 1 - freeAttempts), longestWaitMs)
      attempts.set(key, { count: count + 1, notBefore: now() + wait }, now() + forgetAfterMs)
      return 0
    },
    forgive: (name) => attempts.delete(toKey(name)),
  }
}

function toKey(name: string): string {
  return createHash('sha256').update(name).digest('base64')
}
