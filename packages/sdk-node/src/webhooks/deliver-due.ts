import { attemptDelivery, type AttemptTools } from './attempt-delivery.ts'
import { handOut } from './hand-out.ts'
import type { DeliveryReport } from './manage-webhooks.ts'

/** Requests under way at most, of this run. */
const concurrency = 10
/** Beyond what a request may last: for what comes before and after it. */
const leaseMarginMs = 60_000
/** How often new events are looked for while requests are under way. */
const lookMs = 500

type Tally = { -readonly [K in 'handedOut' | 'delivered' | 'failed' | 'dead']: DeliveryReport[K] }

/**
 * Hands out what happened and sends what is due, until nothing is. Of a subject at an endpoint one is under way at a time.
 *
 * @param mayGoOn once it is false, nothing new is begun; what is under way is waited for.
 * @throws AuthError STORE_UNAVAILABLE; what was under way has ended by then
 */
export async function deliverDue(tools: AttemptTools, mayGoOn: () => boolean): Promise<DeliveryReport> {
  const tally: Tally = { handedOut: 0, delivered: 0, failed: 0, dead: 0 }
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  const isOn = (): boolean => failures.length === 0 && mayGoOn()
  const begin = async (delivery: Parameters<typeof attemptDelivery>[0]): Promise<void> => {
    try {
      const ending = await attemptDelivery(delivery, tools)
      if (ending !== 'lost') tally[ending] += 1
    } catch (error) {
      failures.push(error)
    }
  }
  try {
    tally.handedOut += await handOut(tools, isOn)
    let lookedAt = performance.now()
    while (isOn()) {
      const wasIdle = underWay.size === 0
      const taken = await take(tools, concurrency - underWay.size)
      for (const delivery of taken) {
        const attempt = begin(delivery).finally(() => underWay.delete(attempt))
        underWay.add(attempt)
      }
      if (wasIdle || performance.now() - lookedAt >= lookMs) {
        const made = await handOut(tools, isOn)
        lookedAt = performance.now()
        tally.handedOut += made
        if (made > 0) continue
      }
      if (wasIdle && taken.length === 0) break
      await oneOf(underWay)
    }
  } finally {
    await Promise.all(underWay)
  }
  if (failures.length > 0) throw failures[0]
  return { ...tally, nextDueAt: await tools.store.deliveries.nextDueAt() }
}

async function take({ store, now, timeoutMs }: AttemptTools, limit: number): ReturnType<typeof store.deliveries.take> {
  if (limit < 1) return []
  const at = now()
  const leasedUntil = new Date(at.getTime() + timeoutMs + leaseMarginMs)
  return store.deliveries.take({ transport: 'push', now: at, leasedUntil, limit })
}

/** Until one has ended, or it is time to look for new ones. */
async function oneOf(underWay: ReadonlySet<Promise<void>>): Promise<void> {
  if (underWay.size === 0) return
  let timer: NodeJS.Timeout | undefined
  const look = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, lookMs).unref()
  })
  await Promise.race([...underWay, look])
  clearTimeout(timer)
}
