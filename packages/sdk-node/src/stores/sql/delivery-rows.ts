import type { Insertable, Selectable } from 'kysely'
import type { Delivery } from '../../model/webhook.ts'
import type { DeliveryKey } from '../../ports/webhook-store.ts'
import { hashToken } from '../hash-token.ts'
import type { DeliveriesTable } from './tables/webhooks.ts'
import { checkKey, isKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const deliveryColumns = [
  'endpoint_id',
  'organization_id',
  'sequence',
  'event_id',
  'type',
  'subject',
  'transport',
  'status',
  'attempts',
  'due_at',
  'leased_until',
  'last_status',
  'last_error',
  'created_at',
  'settled_at',
] as const

/** What names a row. */
export const deliveryKey = ['endpoint_id', 'organization_id', 'sequence'] as const

/** False for what no row can have. */
export function isDeliveryKey({ endpointId, organizationId, sequence }: DeliveryKey): boolean {
  return isKey(endpointId) && isKey(organizationId) && Number.isSafeInteger(sequence)
}

/** JSON, because it says where one part ends and the next begins. */
export function toLane(endpointId: string, organizationId: string, subject: string): string {
  return hashToken(JSON.stringify([endpointId, organizationId, subject]))
}

export function toQueue(transport: Delivery['transport'], endpointId: string): string {
  return transport === 'push' ? 'push' : `poll ${endpointId}`
}

/**
 * A row that nobody takes until its lane is woken.
 *
 * @throws AuthError REQUEST_INVALID for ids no row can hold.
 */
export function toDeliveryRow(delivery: Delivery): Insertable<DeliveriesTable> {
  checkKey('delivery.endpointId', delivery.endpointId)
  checkKey('delivery.organizationId', delivery.organizationId)
  const subject = toStorable(delivery.subject) ?? ''
  return {
    endpoint_id: delivery.endpointId,
    organization_id: delivery.organizationId,
    sequence: delivery.sequence,
    event_id: delivery.eventId,
    type: delivery.type,
    subject,
    lane: delivery.status === 'pending' ? toLane(delivery.endpointId, delivery.organizationId, subject) : null,
    transport: delivery.transport,
    queue: toQueue(delivery.transport, delivery.endpointId),
    status: delivery.status,
    attempts: delivery.attempts,
    due_at: delivery.dueAt.getTime(),
    leased_until: delivery.leasedUntil?.getTime() ?? null,
    ready_at: null,
    last_status: delivery.lastStatus,
    last_error: toStorable(delivery.lastError),
    created_at: delivery.createdAt.getTime(),
    settled_at: delivery.settledAt?.getTime() ?? null,
  }
}

/** The row as it was given. */
export function toDelivery(row: Omit<Selectable<DeliveriesTable>, 'lane' | 'queue' | 'ready_at'>): Delivery {
  return {
    endpointId: row.endpoint_id,
    organizationId: row.organization_id,
    sequence: Number(row.sequence),
    eventId: row.event_id,
    type: row.type,
    subject: row.subject,
    transport: row.transport,
    status: row.status,
    attempts: Number(row.attempts),
    dueAt: toDate(row.due_at),
    leasedUntil: row.leased_until === null ? null : toDate(row.leased_until),
    lastStatus: row.last_status,
    lastError: row.last_error,
    createdAt: toDate(row.created_at),
    settledAt: row.settled_at === null ? null : toDate(row.settled_at),
  }
}
