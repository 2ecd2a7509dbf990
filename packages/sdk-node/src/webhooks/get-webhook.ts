import { AuthError } from '../model/auth-error.ts'
import { isPublicId } from '../model/is-public-id.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** @throws AuthError WEBHOOK_NOT_FOUND */
export async function getWebhook(
  webhookId: unknown,
  { store }: { readonly store: Pick<WebhookTools['store'], 'webhookEndpoints'> },
): Promise<WebhookEndpoint> {
  const endpoint = isPublicId(webhookId) ? await store.webhookEndpoints.find(webhookId) : null
  if (endpoint === null) throw webhookNotFound(webhookId)
  return endpoint
}

export function webhookNotFound(webhookId: unknown): AuthError {
  const got = typeof webhookId === 'string' ? `'${webhookId.slice(0, 100)}'` : typeof webhookId
  return new AuthError('WEBHOOK_NOT_FOUND', `wanted the id of a webhook, got ${got}`)
}
