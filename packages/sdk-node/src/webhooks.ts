/** For receivers of webhooks and of Security Event Tokens. */
export {
  createWebhookReceiver,
  type WebhookHandler,
  type WebhookReceiver,
  type WebhookReceiverOptions,
} from './webhooks/create-webhook-receiver.ts'
export type { EventSchema } from './webhooks/event-schema.ts'
export { eventSchemas } from './webhooks/event-schemas.ts'
export { createReplayWindow, type ReplayWindow, type ReplayWindowOptions } from './webhooks/replay-window.ts'
export type { SetClaims } from './webhooks/set-claims.ts'
export type { SetEvents } from './webhooks/set-scim-events.ts'
export type { SetSubject } from './webhooks/set-subject.ts'
export { createRemoteKeys, verifySet, type VerifiedSet, type VerifySetOptions } from './webhooks/verify-set.ts'
export { signWebhook, type SignedWebhook } from './webhooks/sign-webhook.ts'
export { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './webhooks/verify-webhook.ts'
export type { HeaderSource } from './webhooks/webhook-headers.ts'
export type { WebhookMessage } from './webhooks/webhook-message.ts'
