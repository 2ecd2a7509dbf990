import { draftFailure, draftSuccess, nowhere } from '../model/draft-event.ts'
import type { EventData, EventDraft, WebhookValues } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Writer } from '../model/write-context.ts'

type Lifecycle = {
  readonly [T in 'webhook.created' | 'webhook.updated' | 'webhook.secret_rotated' | 'webhook.deleted']: {
    readonly type: T
    readonly data: EventData[T]
  }
}['webhook.created' | 'webhook.updated' | 'webhook.secret_rotated' | 'webhook.deleted']

/** Nobody in particular: deliveries. */
const deliverer: Writer = { actor: { type: 'system', id: null }, origin: nowhere }

/** For the log of the endpoint's organization; that of all organizations is in nobody's. */
export function draftWebhookEvents(
  events: readonly Lifecycle[],
  { id, organizationId }: WebhookEndpoint,
  { actor, origin }: Writer,
  occurredAt: Date,
): readonly EventDraft[] {
  if (organizationId === null) return []
  const frame = { organizationId, occurredAt, actor, target: { type: 'webhook', id } } as const
  return events.map((event) => draftSuccess({ ...event, ...frame }, origin))
}

/** @param organizationId of the event that did not arrive: the endpoint may be one of all organizations. */
export function draftDisabled(
  before: WebhookEndpoint,
  after: WebhookEndpoint,
  { organizationId, now }: { readonly organizationId: string; readonly now: Date },
): EventDraft {
  const frame = { organizationId, occurredAt: now, actor: deliverer.actor } as const
  const data = findWebhookChanges(before, after) ?? { old: {}, new: {} }
  const target = { type: 'webhook', id: after.id } as const
  return draftSuccess({ type: 'webhook.disabled', ...frame, target, data }, deliverer.origin)
}

/** That an event was given up. */
export function draftDeliveryFailed(delivery: Delivery, now: Date): EventDraft {
  const { endpointId, organizationId, eventId, type: eventType, sequence, attempts, lastStatus } = delivery
  return draftFailure(
    {
      type: 'webhook.delivery_failed',
      organizationId,
      occurredAt: now,
      actor: deliverer.actor,
      target: { type: 'webhook', id: endpointId },
      reason: 'WEBHOOK_UNDELIVERED',
      data: { eventId, eventType, sequence, attempts, lastStatus },
    },
    deliverer.origin,
  )
}

/** What events may say of an endpoint. */
export function toWebhookValues(endpoint: WebhookEndpoint): WebhookValues {
  const { name, format, transport, url, types, status, disabledReason } = endpoint
  // People put secrets into a query, and other endpoints are told of this one.
  return { name, format, transport, url: url?.replace(/\?.*$/s, '') ?? null, types, status, disabledReason }
}

/** What differs that events may tell; null: nothing does. */
export function findWebhookChanges(
  before: WebhookEndpoint,
  after: WebhookEndpoint,
): { readonly old: Partial<WebhookValues>; readonly new: Partial<WebhookValues> } | null {
  const [old, fresh] = [toWebhookValues(before), toWebhookValues(after)]
  const names = (Object.keys(old) as (keyof WebhookValues)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  const pick = (values: WebhookValues): Partial<WebhookValues> =>
    Object.fromEntries(names.map((name) => [name, values[name]]))
  return names.length === 0 ? null : { old: pick(old), new: pick(fresh) }
}
