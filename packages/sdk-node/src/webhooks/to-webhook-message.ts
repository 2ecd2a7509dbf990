import type { AuthEvent } from '../model/event.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** Receivers with a limit of their own rarely take more. */
const maxBytes = 256 * 1024

/**
 * An event as receivers get it: without address, browser and hashes, which are for auditors. What is larger than 256 KiB as JSON
 * comes without `data`.
 */
export function toWebhookMessage(event: AuthEvent): WebhookMessage {
  const { type, id, organizationId, sequence, actor, target, outcome, reason, data } = event
  const timestamp = event.occurredAt.toISOString()
  const frame = { type, timestamp, id, organizationId, sequence, actor, target, outcome, reason }
  const whole = { ...frame, data } as WebhookMessage
  const isTooLarge = Buffer.byteLength(JSON.stringify(whole)) > maxBytes
  return isTooLarge ? ({ ...frame, data: null, truncated: true } as WebhookMessage) : whole
}
