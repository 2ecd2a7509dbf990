import { createDeliverer, type Deliver } from './create-deliverer.ts'
import { createWebhooks } from './create-webhooks.ts'
import type { ManageWebhooks } from './manage-webhooks.ts'
import type { DeliveryTools, WebhookTools } from './webhook-tools.ts'

/** All that is done with webhooks. */
export interface WebhooksPart {
  readonly webhooks: ManageWebhooks
  readonly deliver: Deliver
}

/** Loaded by its first use: most processes manage no endpoints, and many deliver nothing. */
export function createWebhooksPart(tools: WebhookTools & DeliveryTools): WebhooksPart {
  return Object.freeze({
    webhooks: createWebhooks(tools),
    deliver: createDeliverer(tools),
  })
}
