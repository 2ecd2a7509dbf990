import type { AuthEvent } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'

/** The event on its way to the endpoint, due now. */
export function toDelivery(event: AuthEvent, { id, transport }: WebhookEndpoint, now: Date): Delivery {
  return {
    endpointId: id,
    organizationId: event.organizationId,
    sequence: event.sequence,
    eventId: event.id,
    type: event.type,
    subject: `${event.target.type}:${event.target.id}`,
    transport,
    status: 'pending',
    attempts: 0,
    dueAt: now,
    leasedUntil: null,
    lastStatus: null,
    lastError: null,
    createdAt: now,
    settledAt: null,
  }
}

/** Whether the endpoint wants to know. It is never told about itself: a failure to tell it would be the next thing to tell. */
export function isForEndpoint(event: AuthEvent, { id, types }: WebhookEndpoint): boolean {
  const isAboutItself = event.target.type === 'webhook' && event.target.id === id
  return !isAboutItself && (types === null || types.includes(event.type))
}
