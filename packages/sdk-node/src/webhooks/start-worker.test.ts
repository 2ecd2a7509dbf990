import { afterEach, describe, expect, test } from 'vitest'
import { AuthError } from '../model/auth-error.ts'
import type { LogEntry } from '../ports/log.ts'
import type { DeliveryReport, Worker } from './manage-webhooks.ts'
import { startWorker } from './start-worker.ts'

const idle: DeliveryReport = { handedOut: 0, delivered: 0, failed: 0, dead: 0, nextDueAt: null }
const longest = 3_600_000
let worker: Worker | null = null
const log: LogEntry[] = []
afterEach(async () => {
  await worker?.stop()
  log.length = 0
})

/** Counts runs; each ends as `deliver` says, with the number of the run. */
function start(
  deliver: (run: number, signal: AbortSignal) => Promise<DeliveryReport>,
  intervalMs?: number,
): () => number {
  let runs = 0
  const options = intervalMs === undefined ? undefined : { intervalMs }
  worker = startWorker(options, {
    deliver: async (signal) => deliver((runs += 1), signal),
    now: () => new Date(),
    log: (entry) => void log.push(entry),
  })
  return () => runs
}

describe('a worker', () => {
  test('delivers again and again, one run after the other', async () => {
    let [open, most] = [0, 0]
    const runs = start(async () => {
      most = Math.max(most, (open += 1))
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return idle
    }, 10)
    await expect.poll(runs).toBeGreaterThan(3)
    expect(most).toBe(1)
  })

  test('sleeps no longer than until the next one is due', async () => {
    const runs = start(async () => ({ ...idle, nextDueAt: new Date(Date.now() + 20) }), longest)
    await expect.poll(runs).toBeGreaterThan(2)
  })

  test('does not spin over what somebody else has leased', async () => {
    const runs = start(async () => ({ ...idle, nextDueAt: new Date(0) }), longest)
    await expect.poll(runs).toBe(1)
    // Long enough for as many timers of the shortest kind.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(runs()).toBe(1)
  })

  test('survives an outage, and logs it once until it is over', async () => {
    const runs = start(async (run) => {
      if (run === 4) return idle
      if (run === 6) throw new Error('odd')
      throw new AuthError('STORE_UNAVAILABLE', 'store.take: gone')
    }, 10)
    await expect.poll(runs).toBeGreaterThan(8)
    expect(log).toEqual([
      { level: 'error', event: 'webhooks.failed', code: 'STORE_UNAVAILABLE', detail: 'store.take: gone' },
      { level: 'error', event: 'webhooks.failed', code: 'STORE_UNAVAILABLE', detail: 'store.take: gone' },
    ])
  })

  test('stops after what is under way, which it tells to begin nothing new', async () => {
    let end = (): void => undefined
    let isAborted = false
    const runs = start(async (_run, signal) => {
      await new Promise<void>((resolve) => (end = resolve))
      isAborted = signal.aborted
      return idle
    }, 10)
    let isStopped = false
    const stopped = worker?.stop().then(() => (isStopped = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(isStopped).toBe(false)
    end()
    await stopped
    expect([isAborted, runs()]).toEqual([true, 1])
    await worker?.stop()
  })

  test('stops at once while it sleeps', async () => {
    const runs = start(async () => idle, longest)
    await expect.poll(runs).toBe(1)
    await worker?.stop()
  })

  test.each([
    { intervalMs: 0 },
    { intervalMs: 9 },
    { intervalMs: '100' },
    { intervalMs: 3_600_001 },
    { interval: 5 },
    null,
  ])('refuses %j', (options) => {
    const tools = { deliver: async () => idle, now: () => new Date(), log: () => undefined }
    expect(() => startWorker(options as never, tools)).toThrow('REQUEST_INVALID')
  })
})
