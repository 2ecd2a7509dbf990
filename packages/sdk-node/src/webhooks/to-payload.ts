import type { AuthEvent } from '../model/event.ts'
import { toWebhookMessage } from './to-webhook-message.ts'

/** Body of a webhook. It is made of what the log holds, so that a retry sends the same text again. */
export function toPayload(event: AuthEvent): string {
  return JSON.stringify(toWebhookMessage(event))
}
