import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Store } from '../ports/store.ts'
import type { PollRequest } from './parse-poll-request.ts'
import { parseSetId } from './set-id.ts'
import { draftDeliveryFailed } from './webhook-events.ts'

interface SettleTools {
  readonly store: Pick<Store, 'deliveries' | 'events' | 'webhookEndpoints'>
  readonly now: () => Date
}

/**
 * What was acknowledged has arrived; what was refused never will. Ids of others, unknown ones and those that are settled already are
 * passed over: a receiver may say the same twice.
 *
 * @see RFC 8936, sections 2.4 and 2.6
 */
export async function settlePolled(
  endpoint: WebhookEndpoint,
  { ack, setErrs }: Pick<PollRequest, 'ack' | 'setErrs'>,
  tools: SettleTools,
): Promise<void> {
  // What it both acknowledges and refuses it has.
  const refused = [...setErrs].filter(([id]) => !ack.includes(id))
  for (const id of new Set(ack)) await settle(id, null, endpoint, tools)
  for (const [id, { err, description }] of refused)
    await settle(id, description === '' ? err : `${err}: ${description}`, endpoint, tools)
  const { noteOutcome } = tools.store.webhookEndpoints
  if (ack.length > 0) await noteOutcome(endpoint.id, { at: tools.now(), isSuccess: true })
  else if (refused.length > 0) await noteOutcome(endpoint.id, { at: tools.now(), isSuccess: false })
}

/** @param error null: it arrived */
async function settle(
  id: string,
  error: string | null,
  endpoint: WebhookEndpoint,
  { store, now }: SettleTools,
): Promise<void> {
  const delivery = await findDelivery(id, endpoint, store)
  if (delivery === null || delivery.status !== 'pending') return
  const { endpointId, organizationId, sequence, attempts, dueAt } = delivery
  const status = error === null ? 'delivered' : 'dead'
  const outcome = { status, dueAt, lastStatus: null, lastError: error, settledAt: now() } as const
  const isDone = await store.deliveries.settle({ endpointId, organizationId, sequence, attempts, ...outcome })
  // As for endpoints that are called: what is about webhooks itself is not told on.
  if (isDone && error !== null && !delivery.type.startsWith('webhook.'))
    await store.events.append([draftDeliveryFailed({ ...delivery, ...outcome }, now())])
}

async function findDelivery(
  id: string,
  { id: endpointId }: WebhookEndpoint,
  { deliveries }: Pick<Store, 'deliveries'>,
): Promise<Delivery | null> {
  const named = parseSetId(id)
  if (named === null) return null
  const { eventId, organizationId, sequence } = named
  const found = await deliveries.find({ endpointId, organizationId, sequence })
  // Only what was taken can have arrived.
  return found?.eventId === eventId && found.attempts > 0 ? found : null
}
