import { expect, test } from 'vitest'
import { findRetryDelay, retryDelays } from './retry-delays.ts'

const hour = 3_600_000

test('goes on for about three days, with longer and longer pauses', () => {
  const total = retryDelays.reduce((sum, delay) => sum + delay, 0)
  expect(total / hour).toBeGreaterThan(72)
  expect(total / hour).toBeLessThan(80)
  expect(retryDelays).toEqual(retryDelays.toSorted((one, other) => one - other))
})

test('is a fifth shorter or longer, as chance has it', () => {
  expect([0, 0.5, 1].map((chance) => findRetryDelay(1, () => chance))).toEqual([4000, 5000, 6000])
  expect(findRetryDelay(9, () => 0.5)).toBe(24 * hour)
})

test('ends after the last attempt', () => {
  expect(findRetryDelay(10, () => 0)).toBeNull()
  expect(findRetryDelay(4000, () => 0)).toBeNull()
})
