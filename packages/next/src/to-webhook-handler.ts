import type { WebhookHandler, WebhookReceiver, WebhookReceiverOptions } from '@launchpad-sso/sdk-node/webhooks'

/**
 * Webhooks as a route handler, `app/hooks/route.ts`: `export const POST = toWebhookHandler(secret, handler)`. It verifies, calls `handler`
 * once for each and answers 204; when the handler throws, Next answers 500, and the sender tries again.
 *
 * @param secret `whsec_…`; several while it is being rotated. A wrong one is `CONFIG_INVALID` at the first request, so that `next build`
 * needs none.
 */
export function toWebhookHandler(
  secret: string | readonly string[],
  handler: WebhookHandler,
  options: WebhookReceiverOptions = {},
): (request: Request) => Promise<Response> {
  let receiver: Promise<WebhookReceiver> | null = null
  return async (request) => {
    receiver ??= loadReceiver(secret, handler, options)
    return (await receiver)(request)
  }
}

/** With the first webhook: most processes never see one. */
async function loadReceiver(...given: Parameters<typeof toWebhookHandler>): Promise<WebhookReceiver> {
  const { createWebhookReceiver } = await import('@launchpad-sso/sdk-node/webhooks')
  return createWebhookReceiver(...given)
}
