import { expect, test } from 'vitest'
import { startPolling } from './start-polling.ts'

test('goes on when a round fails, says so once, and ends when it is stopped', async () => {
  const failures: unknown[] = []
  let rounds = 0
  const polling = startPolling({
    pollDue: async () => {
      rounds += 1
      if (rounds === 2 || rounds === 3 || rounds === 5) throw new Error(`round ${rounds}`)
    },
    failed: (error) => failures.push(String(error)),
    intervalMs: 1,
  })
  await expect.poll(() => rounds).toBeGreaterThan(6)
  await polling.stop()
  const before = rounds
  await Promise.resolve()
  expect(failures).toEqual(['Error: round 2', 'Error: round 5'])
  expect(rounds).toBe(before)
})

test('a round that is under way is waited for', async () => {
  let end = (): void => undefined
  let isOver = false
  const polling = startPolling({
    pollDue: async () => {
      await new Promise<void>((resolve) => {
        end = resolve
      })
      isOver = true
    },
    failed: () => undefined,
    intervalMs: 1,
  })
  const stopped = polling.stop()
  end()
  await stopped
  expect(isOver).toBe(true)
})
