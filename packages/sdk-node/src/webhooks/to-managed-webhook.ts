import type { WebhookEndpoint } from '../model/webhook.ts'
import type { ManagedWebhook } from './manage-webhooks.ts'

const proofs: ReadonlySet<string> = new Set(['sealedSecrets', 'tokenHash'] satisfies (keyof WebhookEndpoint)[])

/** An endpoint as administrators see it. */
export function toManagedWebhook(endpoint: WebhookEndpoint): ManagedWebhook {
  return Object.fromEntries(Object.entries(endpoint).filter(([name]) => !proofs.has(name))) as unknown as ManagedWebhook
}
