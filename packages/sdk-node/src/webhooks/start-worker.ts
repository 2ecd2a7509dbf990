import { setTimeout } from 'node:timers/promises'
import { AuthError } from '../model/auth-error.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { Log } from '../ports/log.ts'
import type { DeliveryReport, Worker, WorkerOptions } from './manage-webhooks.ts'
import { takeFields } from './take-fields.ts'

/** What a worker works with. */
export interface WorkerTools {
  /** One run. @param signal aborted: nothing new is begun */
  readonly deliver: (signal: AbortSignal) => Promise<DeliveryReport>
  readonly now: () => Date
  readonly log: Log
}

const defaultIntervalMs = 1000
const shortestIntervalMs = 10
const longestIntervalMs = 3_600_000

/**
 * Delivers again and again, one run after the other. It does not keep the process alive, and an outage of the store does not end it.
 *
 * @throws AuthError REQUEST_INVALID
 */
export function startWorker(options: WorkerOptions | undefined, { deliver, now, log }: WorkerTools): Worker {
  const intervalMs = parseInterval(options)
  const stopping = new AbortController()
  let isDown = false
  const runOnce = async (): Promise<Date | null> => {
    try {
      const { nextDueAt } = await deliver(stopping.signal)
      isDown = false
      return nextDueAt
    } catch (error) {
      if (!isDown) log({ level: 'error', event: 'webhooks.failed', ...describeFailure(error) })
      isDown = true
      return null
    }
  }
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const nextDueAt = await runOnce()
      await sleep(toPause(nextDueAt, now(), intervalMs), stopping.signal)
    }
  }
  const worked = work()
  return Object.freeze({
    stop: async () => {
      stopping.abort()
      await worked
    },
  })
}

/** What is overdue is leased by somebody: no reason to hurry. */
function toPause(nextDueAt: Date | null, now: Date, intervalMs: number): number {
  const untilDue = nextDueAt === null ? 0 : nextDueAt.getTime() - now.getTime()
  return untilDue > 0 ? Math.min(untilDue, intervalMs) : intervalMs
}

/** Ends early when the signal is aborted. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { ref: false, signal }).catch(() => undefined)
}

function parseInterval(options: unknown = {}): number {
  const { intervalMs = defaultIntervalMs } = takeFields(options, {
    name: 'the options',
    known: ['intervalMs'],
    refuse: toRequestInvalid,
  })
  const isRight = Number.isInteger(intervalMs) && Number(intervalMs) >= shortestIntervalMs
  if (isRight && Number(intervalMs) <= longestIntervalMs) return Number(intervalMs)
  throw toRequestInvalid('intervalMs', `a whole number from ${shortestIntervalMs} to ${longestIntervalMs}`, intervalMs)
}

function describeFailure(error: unknown): Pick<AuthError, 'code' | 'detail'> {
  if (error instanceof AuthError) return { code: error.code, detail: error.detail }
  return { code: 'INTERNAL', detail: String(error).slice(0, 300) }
}
