import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient } from './failures.ts'

/** About four seconds in all; who waits longer than that had better hear that the database is overloaded. */
const maxAttempts = 30
const firstWaitMs = 2
const longestWaitMs = 250

/**
 * Does work again that failed because of others, as a whole. The waits grow and are random, or those who collided would
 * collide again.
 *
 * @throws whatever the last attempt threw
 */
export async function retry<T>(
  work: () => Promise<T>,
  isWorthIt: (error: unknown) => boolean = isTransient,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === maxAttempts || !isWorthIt(error)) throw error
    }
    await sleep(Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** attempt))
  }
}
