import type { EventDraft } from '../model/event.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import type { WebhookEndpoints } from '../ports/webhook-store.ts'

/** Endpoints in memory. */
export interface MemoryWebhookEndpoints extends WebhookEndpoints {
  /** Null unless it is there. Without an await, as a part of another step. */
  readonly get: (endpointId: string) => WebhookEndpoint | null
  /** Without an await, as a part of removing the organization. */
  readonly forgetAllOf: (organizationId: string) => void
}

/**
 * @param append takes what a write tells, in the same step.
 * @param forgetDeliveries forgets what was on its way to the endpoint.
 */
export function memoryWebhookEndpoints(
  append: (events: readonly EventDraft[]) => void,
  forgetDeliveries: (endpointId: string) => void,
): MemoryWebhookEndpoints {
  const byId = new Map<string, WebhookEndpoint>()
  const list = (isWanted: (endpoint: WebhookEndpoint) => boolean): readonly WebhookEndpoint[] =>
    [...byId.values()].filter(isWanted).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const put = (endpoint: WebhookEndpoint, events: readonly EventDraft[] = []): true => {
    byId.set(endpoint.id, endpoint)
    append(events)
    return true
  }
  const forget = (endpointId: string): boolean => {
    forgetDeliveries(endpointId)
    return byId.delete(endpointId)
  }
  return Object.freeze({
    get: (endpointId) => byId.get(endpointId) ?? null,
    forgetAllOf: (organizationId) => {
      for (const endpoint of byId.values()) if (endpoint.organizationId === organizationId) forget(endpoint.id)
    },
    find: async (endpointId) => byId.get(endpointId) ?? null,
    list: async ({ organizationId, after = '', limit }) =>
      list((one) => (organizationId === undefined || one.organizationId === organizationId) && one.id > after).slice(
        0,
        limit,
      ),
    listFor: async (organizationId) =>
      list((one) => one.status === 'active' && (one.organizationId === null || one.organizationId === organizationId)),
    insert: async (endpoint, events) => !byId.has(endpoint.id) && put(endpoint, events),
    replace: async (endpoint, events) =>
      byId.get(endpoint.id)?.version === endpoint.version - 1 && put(endpoint, events),
    remove: async (endpointId, events = []) => {
      if (!forget(endpointId)) return false
      append(events)
      return true
    },
    noteOutcome: async (endpointId, { at, isSuccess }) => {
      const endpoint = byId.get(endpointId)
      if (endpoint === undefined) return
      const noted = isSuccess
        ? { lastSuccessAt: at, failingSince: null }
        : { failingSince: endpoint.failingSince ?? at }
      byId.set(endpointId, { ...endpoint, ...noted })
    },
  } satisfies MemoryWebhookEndpoints)
}
