import type { Store } from '../ports/store.ts'
import { memoryDeliveries, type MemoryDeliveries } from './memory-deliveries.ts'
import type { MemoryEvents } from './memory-events.ts'
import { memoryWebhookEndpoints, type MemoryWebhookEndpoints } from './memory-webhook-endpoints.ts'

/** Endpoints and what is on its way to them, in memory. */
export interface MemoryWebhooks extends Pick<Store, 'webhookEndpoints' | 'deliveries'> {
  /** Without an await, as a part of removing the organization. */
  readonly forgetEndpointsOf: (organizationId: string) => void
}

/** @param log from which events are handed out. */
export function memoryWebhooks(log: Pick<MemoryEvents, 'appendNow' | 'listBehind' | 'moveMark'>): MemoryWebhooks {
  const { get, forgetAllOf, ...webhookEndpoints }: MemoryWebhookEndpoints = memoryWebhookEndpoints(
    log.appendNow,
    (endpointId) => forgetEndpoint(endpointId),
  )
  const { forgetEndpoint, ...deliveries }: MemoryDeliveries = memoryDeliveries(
    log,
    (endpointId) => get(endpointId)?.status ?? null,
  )
  return Object.freeze({
    webhookEndpoints: Object.freeze(webhookEndpoints),
    deliveries: Object.freeze(deliveries),
    forgetEndpointsOf: forgetAllOf,
  })
}
