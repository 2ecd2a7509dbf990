import { AuthError } from '../model/auth-error.ts'
import type { AuthEvent } from '../model/event.ts'
import type { Delivery, WebhookEndpoint } from '../model/webhook.ts'
import type { Outgoing } from './send-delivery.ts'
import { toOutgoing } from './to-outgoing.ts'
import type { DeliveryTools } from './webhook-tools.ts'

/** What is sent, or why there is nothing. */
export type Prepared =
  | { readonly outgoing: Outgoing }
  /** `isFinal`: it will never be otherwise. */
  | { readonly problem: string; readonly isFinal: boolean }

type PrepareTools = Pick<DeliveryTools, 'store' | 'secretBox' | 'toSet' | 'now'>

/** @throws AuthError STORE_UNAVAILABLE */
export async function prepareDelivery(
  delivery: Delivery,
  endpoint: WebhookEndpoint,
  tools: PrepareTools,
): Promise<Prepared> {
  const event = await findEvent(delivery, tools)
  if (event === null) return { problem: 'the event is not in the log any more', isFinal: true }
  try {
    return { outgoing: await toOutgoing(event, endpoint, tools) }
  } catch (error) {
    const code = error instanceof AuthError ? error.code : 'INTERNAL'
    if (code === 'STORE_UNAVAILABLE') throw error
    // A secret that is missing in the options may be back tomorrow.
    return { problem: `the request could not be made: ${code}`, isFinal: code !== 'CONFIG_INVALID' }
  }
}

async function findEvent(
  { organizationId, sequence, eventId }: Delivery,
  { store }: PrepareTools,
): Promise<AuthEvent | null> {
  const [event] = await store.events.list({ organizationId, after: sequence - 1, limit: 1 })
  return event?.id === eventId ? event : null
}
