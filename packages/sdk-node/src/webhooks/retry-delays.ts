const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** How long to wait after the first failed attempt, the second, and so on: about three days in all. */
export const retryDelays: readonly number[] = Object.freeze([
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
])

const jitter = 0.2

/**
 * Milliseconds until the next attempt, a fifth shorter or longer, so that what failed together does not come back together. Null:
 * that was the last one.
 *
 * @param attempts made so far.
 */
export function findRetryDelay(attempts: number, random: () => number): number | null {
  const delay = retryDelays[Math.max(attempts, 1) - 1]
  return delay === undefined ? null : Math.round(delay * (1 - jitter + 2 * jitter * random()))
}
