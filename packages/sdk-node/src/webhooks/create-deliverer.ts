import { toRequestInvalid } from '../model/request-invalid.ts'
import { createBreaker } from './create-breaker.ts'
import { deliverDue } from './deliver-due.ts'
import type { DeliveryReport } from './manage-webhooks.ts'
import { takeFields } from './take-fields.ts'
import type { DeliveryTools } from './webhook-tools.ts'

/** One run of deliveries. @param signal aborted: nothing new is begun */
export type Deliver = (options?: unknown, signal?: AbortSignal) => Promise<DeliveryReport>

const defaultMaxSeconds = 25
const longestSeconds = 3600
const keptMs = 7 * 24 * 3_600_000
const sweepEveryMs = 60_000
const sweepAtOnce = 500
const sweepSteps = 10

/** Runs one after the other, of one process. What it remembers of endpoints that hang, and of sweeping, makes nothing wrong when lost. */
export function createDeliverer(tools: DeliveryTools): Deliver {
  const { now, timeoutMs, store } = tools
  const breaker = createBreaker(now, timeoutMs)
  let nextSweep = 0
  const sweep = async (mayGoOn: () => boolean): Promise<void> => {
    const at = now().getTime()
    if (at < nextSweep) return
    nextSweep = at + sweepEveryMs
    for (let step = 0; step < sweepSteps && mayGoOn(); step++)
      if ((await store.deliveries.sweep(new Date(at - keptMs), sweepAtOnce)) < sweepAtOnce) return
  }
  return async (options, signal) => {
    const end = now().getTime() + parseMaxSeconds(options) * 1000
    const mayGoOn = (): boolean => signal?.aborted !== true && now().getTime() < end
    const report = await deliverDue({ ...tools, breaker }, mayGoOn)
    await sweep(mayGoOn)
    return report
  }
}

/** @throws AuthError REQUEST_INVALID */
function parseMaxSeconds(options: unknown = {}): number {
  const { maxSeconds = defaultMaxSeconds } = takeFields(options, {
    name: 'the options',
    known: ['maxSeconds'],
    refuse: toRequestInvalid,
  })
  if (typeof maxSeconds !== 'number' || !(maxSeconds > 0) || maxSeconds > longestSeconds)
    throw toRequestInvalid('maxSeconds', `more than 0, at most ${longestSeconds}`, maxSeconds)
  return maxSeconds
}
