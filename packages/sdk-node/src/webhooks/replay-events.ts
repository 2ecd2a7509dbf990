import { toRequestInvalid } from '../model/request-invalid.ts'
import type { AuthEvent } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import { getWebhook } from './get-webhook.ts'
import type { ReplayQuery } from './manage-webhooks.ts'
import { parseReplayQuery } from './parse-replay-query.ts'
import { isForEndpoint, toDelivery } from './to-delivery.ts'
import type { WebhookTools } from './webhook-tools.ts'

type ReplayTools = Pick<WebhookTools, 'store' | 'now'>
type Range = Extract<ReplayQuery, { readonly from: number }>

const pageSize = 500
/** An event is looked for among so many, the newest first: a log has no index of ids. */
const searchedEvents = 100_000

/**
 * Puts events on their way again, those that the endpoint wants, also from before it was there.
 *
 * @returns how many
 * @throws AuthError WEBHOOK_NOT_FOUND, REQUEST_INVALID
 */
export async function replayEvents(webhookId: unknown, given: unknown, tools: ReplayTools): Promise<number> {
  const query = parseReplayQuery(given)
  const endpoint = await getWebhook(webhookId, tools)
  if ('dead' in query) return replayDead(endpoint, tools)
  if (endpoint.organizationId !== null && endpoint.organizationId !== query.organizationId)
    throw toRequestInvalid('organizationId', `'${endpoint.organizationId}', whose webhook it is`, query.organizationId)
  return replayRange(endpoint, 'eventId' in query ? await toRange(query, tools) : query, tools)
}

async function replayDead(endpoint: WebhookEndpoint, { store, now }: ReplayTools): Promise<number> {
  let replayed = 0
  let after: Pick<Delivery, 'organizationId' | 'sequence'> | null = null
  for (;;) {
    const dead: readonly Delivery[] = await store.deliveries.list({
      endpointId: endpoint.id,
      status: 'dead',
      ...(after !== null && { after }),
      limit: pageSize,
    })
    const at = now()
    await store.deliveries.replay(
      dead.map((one) => ({ ...one, status: 'pending', attempts: 0, dueAt: at, leasedUntil: null, settledAt: null })),
    )
    replayed += dead.length
    after = dead.at(-1) ?? null
    if (after === null || dead.length < pageSize) return replayed
  }
}

async function replayRange(
  endpoint: WebhookEndpoint,
  { organizationId, from, to }: Range,
  { store, now }: ReplayTools,
): Promise<number> {
  let replayed = 0
  for (let after = from - 1; after < to;) {
    const page = await store.events.list({ organizationId, after, before: to + 1, limit: pageSize })
    const wanted = page.filter((event) => isForEndpoint(event, endpoint))
    const at = now()
    if (wanted.length > 0) await store.deliveries.replay(wanted.map((event) => toDelivery(event, endpoint, at)))
    replayed += wanted.length
    after = page.length < pageSize ? to : (page.at(-1)?.sequence ?? to)
  }
  return replayed
}

async function toRange(
  { organizationId, eventId }: Exclude<ReplayQuery, Range | { readonly dead: true }>,
  { store }: ReplayTools,
): Promise<Range> {
  let before: number | null = null
  for (let searched = 0; searched < searchedEvents; searched += pageSize) {
    const page: readonly AuthEvent[] = await store.events.list({
      organizationId,
      newestFirst: true,
      ...(before !== null && { before }),
      limit: pageSize,
    })
    const found = page.find(({ id }) => id === eventId)
    if (found !== undefined) return { organizationId, from: found.sequence, to: found.sequence }
    before = page.at(-1)?.sequence ?? null
    if (before === null || page.length < pageSize) break
  }
  throw toRequestInvalid(
    'eventId',
    `the id of one of the last ${searchedEvents} events of '${organizationId}'`,
    eventId,
  )
}
