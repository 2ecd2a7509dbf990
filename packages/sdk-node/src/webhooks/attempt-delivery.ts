import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Breaker } from './create-breaker.ts'
import { disableEndpoint } from './disable-endpoint.ts'
import { judgeAnswer, type Verdict } from './judge-answer.ts'
import { prepareDelivery } from './prepare-delivery.ts'
import { findRetryDelay } from './retry-delays.ts'
import { sendDelivery, type Answer, type Outgoing } from './send-delivery.ts'
import { draftDeliveryFailed } from './webhook-events.ts'
import type { DeliveryTools } from './webhook-tools.ts'

/** How an attempt ended; `lost`: the delivery is not ours any more. */
export type Ending = 'delivered' | 'failed' | 'dead' | 'lost'

/** What attempts are made with. */
export interface AttemptTools extends DeliveryTools {
  readonly breaker: Breaker
}

/** Tries one delivery that was taken. @throws AuthError STORE_UNAVAILABLE: the lease then ends by itself, and it is tried again */
export async function attemptDelivery(delivery: Delivery, tools: AttemptTools): Promise<Ending> {
  const endpoint = await tools.store.webhookEndpoints.find(delivery.endpointId)
  if (endpoint === null) return 'lost'
  if (endpoint.status !== 'active') return putBack(delivery, tools)
  const prepared = await prepareDelivery(delivery, endpoint, tools)
  if ('outgoing' in prepared)
    return isPutOff(delivery, tools) ? putOff(delivery, tools) : send(delivery, endpoint, prepared.outgoing, tools)
  const answer: Answer = { status: null, error: prepared.problem, retryAfterMs: null }
  const verdict = judgeAnswer(answer, delivery, tools)
  return settle(delivery, prepared.isFinal ? giveUp(verdict, delivery, tools) : verdict, tools)
}

async function send(
  delivery: Delivery,
  endpoint: WebhookEndpoint,
  outgoing: Outgoing,
  tools: AttemptTools,
): Promise<Ending> {
  const { id } = endpoint
  const start = performance.now()
  const answer = await sendDelivery(outgoing, tools)
  const isSuccess = answer.error === null
  tools.breaker.note(id, { isSuccess, tookMs: performance.now() - start })
  const ending = await settle(delivery, judgeAnswer(answer, delivery, tools), tools)
  await tools.store.webhookEndpoints.noteOutcome(id, { at: tools.now(), isSuccess })
  if (!isSuccess) await disableEndpoint(endpoint, answer, { organizationId: delivery.organizationId, tools })
  return ending
}

/** The last attempt is always made. */
function isPutOff({ endpointId, attempts }: Delivery, { breaker, random }: AttemptTools): boolean {
  return breaker.isOpen(endpointId) && findRetryDelay(attempts, random) !== null
}

async function putOff(delivery: Delivery, tools: AttemptTools): Promise<Ending> {
  const error = 'put off: several requests to the endpoint have just run into their time limit'
  return settle(delivery, judgeAnswer({ status: null, error, retryAfterMs: null }, delivery, tools), tools)
}

/** Disabled since it was taken: it waits until that changes. */
async function putBack(delivery: Delivery, tools: AttemptTools): Promise<Ending> {
  const { dueAt, lastStatus, lastError } = delivery
  await settle(delivery, { status: 'pending', dueAt, lastStatus, lastError, settledAt: null }, tools)
  return 'lost'
}

function giveUp(verdict: Verdict, { dueAt }: Delivery, { now }: AttemptTools): Verdict {
  return { ...verdict, status: 'dead', dueAt, settledAt: now() }
}

async function settle(delivery: Delivery, verdict: Verdict, { store, now }: AttemptTools): Promise<Ending> {
  const { endpointId, organizationId, sequence, attempts } = delivery
  const isOurs = await store.deliveries.settle({ endpointId, organizationId, sequence, attempts, ...verdict })
  if (!isOurs) return 'lost'
  if (verdict.status === 'pending') return 'failed'
  if (verdict.status === 'dead' && !isAboutWebhooks(delivery))
    await store.events.append([draftDeliveryFailed({ ...delivery, ...verdict }, now())])
  return verdict.status
}

/** Two endpoints that are both gone would go on telling each other of it. */
const isAboutWebhooks = ({ type }: Delivery): boolean => type.startsWith('webhook.')
