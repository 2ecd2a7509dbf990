import type { EventDraft } from '../model/event.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { getWebhook } from './get-webhook.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** What an endpoint becomes. */
export interface WebhookChange {
  readonly endpoint: WebhookEndpoint
  readonly events: readonly EventDraft[]
}

/**
 * Reads, changes and writes, again when somebody else was faster.
 *
 * @param change null: nothing is to be written.
 * @returns as it is now
 * @throws AuthError WEBHOOK_NOT_FOUND, WRITE_CONFLICT
 */
export async function changeWebhook(
  webhookId: unknown,
  tools: { readonly store: Pick<WebhookTools['store'], 'webhookEndpoints'>; readonly now: () => Date },
  change: (before: WebhookEndpoint, now: Date) => WebhookChange | null,
): Promise<WebhookEndpoint> {
  return tryThrice(`webhook '${String(webhookId).slice(0, 100)}'`, async () => {
    const before = await getWebhook(webhookId, tools)
    const now = tools.now()
    const wanted = change(before, now)
    if (wanted === null) return before
    const endpoint = { ...wanted.endpoint, updatedAt: now, version: before.version + 1 }
    return (await tools.store.webhookEndpoints.replace(endpoint, wanted.events)) ? endpoint : null
  })
}
