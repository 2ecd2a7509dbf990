import { Webhook } from 'standardwebhooks'

/** What is signed. */
export interface SignedWebhook {
  /** Of the event: the same on every retry, so that a receiver knows what it has. */
  readonly id: string
  /** Of the attempt: a receiver refuses what is old. */
  readonly sentAt: Date
  readonly body: string
  /** `whsec_…`; with several the receiver may know any of them. */
  readonly secrets: readonly string[]
}

/**
 * The headers that prove where a webhook comes from.
 *
 * @see Standard Webhooks, "Webhook headers (sending metadata to consumers)"
 */
export function signWebhook({ id, sentAt, body, secrets }: SignedWebhook): Readonly<Record<string, string>> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(' '),
  }
}
