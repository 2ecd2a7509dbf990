import type { Delivery } from '../model/webhook.ts'
import { findRetryDelay } from './retry-delays.ts'
import type { Answer } from './send-delivery.ts'
import type { DeliveryTools } from './webhook-tools.ts'

/** What becomes of a delivery after an attempt. */
export type Verdict = Pick<Delivery, 'status' | 'dueAt' | 'lastStatus' | 'lastError' | 'settledAt'>

/**
 * Delivered, to be tried again, or given up. Who asks for patience gets it, but nobody gets us to come sooner: attempts are counted.
 */
export function judgeAnswer(
  { status, error, retryAfterMs }: Answer,
  delivery: Delivery,
  { now, random }: Pick<DeliveryTools, 'now' | 'random'>,
): Verdict {
  const at = now()
  const heard = { lastStatus: status, lastError: error }
  if (error === null) return { status: 'delivered', dueAt: delivery.dueAt, settledAt: at, ...heard }
  const delay = findRetryDelay(delivery.attempts, random)
  if (delay === null) return { status: 'dead', dueAt: delivery.dueAt, settledAt: at, ...heard }
  const dueAt = new Date(at.getTime() + Math.max(delay, retryAfterMs ?? 0))
  return { status: 'pending', dueAt, settledAt: null, ...heard }
}
