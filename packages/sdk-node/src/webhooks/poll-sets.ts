import { setTimeout as sleep } from 'node:timers/promises'
import type { AuthEvent } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import { handOut } from './hand-out.ts'
import type { PollRequest } from './parse-poll-request.ts'
import { settlePolled } from './settle-polled.ts'
import { toSetId } from './set-id.ts'
import type { ToSet } from './set-token.ts'

/** What a receiver that polls is given. @see RFC 8936, section 2.3 */
export interface PollAnswer {
  /** Tokens by their `jti`. */
  readonly sets: Readonly<Record<string, string>>
  readonly moreAvailable: boolean
}

/** What polling is answered with. */
export interface PollTools {
  readonly store: Pick<Store, 'deliveries' | 'events' | 'webhookEndpoints'>
  readonly now: () => Date
  readonly toSet: ToSet
  /** Aborted: whoever waits is answered with what there is. */
  readonly patience: AbortSignal
}

/** What is not acknowledged by then is given again. */
const leaseMs = 60_000
const lookAgainMs = 1000
/** Of answering, what handing out may take. */
const handOutMs = 3000

/**
 * Takes note of what arrived, and gives what is due: of one subject only the earliest, so that the order stays.
 *
 * @see RFC 8936
 */
export async function pollSets(
  endpoint: WebhookEndpoint,
  { maxEvents, returnImmediately, ack, setErrs }: PollRequest,
  tools: PollTools,
): Promise<PollAnswer> {
  await settlePolled(endpoint, { ack, setErrs }, tools)
  if (maxEvents === 0) return { sets: {}, moreAvailable: await hasMore(endpoint, [], tools) }
  for (;;) {
    const taken = await take(endpoint, maxEvents, tools)
    const sets = await toSets(taken, endpoint, tools)
    if (taken.length > 0 || returnImmediately || tools.patience.aborted)
      return { sets, moreAvailable: await hasMore(endpoint, taken, tools) }
    await sleep(lookAgainMs, undefined, { signal: tools.patience }).catch(() => undefined)
  }
}

async function take({ id }: WebhookEndpoint, limit: number, { store, now }: PollTools): Promise<readonly Delivery[]> {
  const until = AbortSignal.timeout(handOutMs)
  await handOut({ store, now }, () => !until.aborted)
  const at = now()
  const leasedUntil = new Date(at.getTime() + leaseMs)
  return store.deliveries.take({ transport: 'poll', endpointId: id, now: at, leasedUntil, limit })
}

async function toSets(
  taken: readonly Delivery[],
  endpoint: WebhookEndpoint,
  { store, now, toSet }: PollTools,
): Promise<PollAnswer['sets']> {
  const sets = await Promise.all(
    taken.map(async (delivery) => {
      const event = await findEvent(delivery, store)
      if (event !== null) return [[toSetId(event), await toSet(event, endpoint)] as const]
      const lastError = 'the event is not in the log any more'
      const { endpointId, organizationId, sequence, attempts, dueAt } = delivery
      const key = { endpointId, organizationId, sequence, attempts }
      await store.deliveries.settle({ ...key, status: 'dead', dueAt, lastStatus: null, lastError, settledAt: now() })
      return []
    }),
  )
  return Object.fromEntries(sets.flat())
}

async function findEvent(
  { organizationId, sequence, eventId }: Delivery,
  { events }: Pick<Store, 'events'>,
): Promise<AuthEvent | null> {
  const [event] = await events.list({ organizationId, after: sequence - 1, limit: 1 })
  return event?.id === eventId ? event : null
}

/** Whether it is worth asking again at once: what waits for an acknowledgement does not count. */
async function hasMore(
  { id }: WebhookEndpoint,
  taken: readonly Delivery[],
  { store, now }: PollTools,
): Promise<boolean> {
  const at = now()
  const pending = await store.deliveries.list({ endpointId: id, status: 'pending', limit: taken.length + 100 })
  const keys = new Set(taken.map(toKey))
  return pending.some(
    (delivery) =>
      !keys.has(toKey(delivery)) &&
      delivery.dueAt <= at &&
      (delivery.leasedUntil === null || delivery.leasedUntil <= at),
  )
}

const toKey = ({ organizationId, sequence }: Delivery): string => `${sequence}:${organizationId}`
