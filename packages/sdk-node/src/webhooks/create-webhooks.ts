import { createWebhook } from './create-webhook.ts'
import { getWebhook } from './get-webhook.ts'
import { listDeliveries } from './list-deliveries.ts'
import { listWebhooks } from './list-webhooks.ts'
import type { ManageWebhooks } from './manage-webhooks.ts'
import { removeWebhook } from './remove-webhook.ts'
import { replayEvents } from './replay-events.ts'
import { resealWebhooks } from './reseal-webhooks.ts'
import { rotateSecret } from './rotate-secret.ts'
import { toManagedWebhook } from './to-managed-webhook.ts'
import { updateWebhook } from './update-webhook.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** Endpoints in the store. */
export function createWebhooks(tools: WebhookTools): ManageWebhooks {
  return Object.freeze({
    create: async (draft, context) => createWebhook(draft, context, tools),
    get: async (webhookId) => toManagedWebhook(await getWebhook(webhookId, tools)),
    list: async (query) => listWebhooks(query, tools),
    update: async (webhookId, changes, context) => updateWebhook(webhookId, changes, context, tools),
    remove: async (webhookId, context) => removeWebhook(webhookId, context, tools),
    rotateSecret: async (webhookId, options, context) => rotateSecret(webhookId, options, context, tools),
    listDeliveries: async (webhookId, query) => listDeliveries(webhookId, query, tools),
    replay: async (webhookId, query) => ({ replayed: await replayEvents(webhookId, query, tools) }),
    resealSecrets: async () => resealWebhooks(tools),
  } satisfies ManageWebhooks)
}
