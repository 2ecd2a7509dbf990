import { toWriter, type WriteContext } from '../model/write-context.ts'
import { getWebhook, webhookNotFound } from './get-webhook.ts'
import { draftWebhookEvents, toWebhookValues } from './webhook-events.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** @throws AuthError WEBHOOK_NOT_FOUND */
export async function removeWebhook(
  webhookId: unknown,
  context: WriteContext | undefined,
  tools: Pick<WebhookTools, 'store' | 'now'>,
): Promise<void> {
  const writer = toWriter(context)
  const endpoint = await getWebhook(webhookId, tools)
  const data = { old: toWebhookValues(endpoint), new: null }
  const events = draftWebhookEvents([{ type: 'webhook.deleted', data }], endpoint, writer, tools.now())
  if (!(await tools.store.webhookEndpoints.remove(endpoint.id, events))) throw webhookNotFound(webhookId)
}
