import { sendWebResponse, toWebRequest } from '@launchpad-sso/sdk-node/node'
import type {
  WebhookHandler,
  WebhookReceiver,
  WebhookReceiverOptions,
  WebhookRequest,
} from '@launchpad-sso/sdk-node/webhooks'
import type { Request, RequestHandler } from 'express'

/**
 * Verifies webhooks and calls `handler` once for each: `app.post('/hooks', webhookRoute(secret, handler))`. It answers 204 when the handler
 * is done; what the handler throws goes to Express, whose 500 makes the sender try again.
 *
 * The signature is about the body as it was sent, so the route reads it itself: mount it before `express.json()`. Behind a parser it takes
 * what was kept as `req.rawBody`, or the bytes of `express.raw()`.
 *
 * @param secret `whsec_…`; several while it is being rotated. A wrong one is `CONFIG_INVALID` at the first request.
 */
export function webhookRoute(
  secret: string | readonly string[],
  handler: WebhookHandler,
  options: WebhookReceiverOptions = {},
): RequestHandler {
  let receiver: Promise<WebhookReceiver> | null = null
  return (req, res, next) => {
    receiver ??= loadReceiver(secret, handler, options)
    receiver
      .then((receive) => receive(toSource(req)))
      .then((response) => sendWebResponse(response, res))
      .catch(next)
  }
}

/** With the first webhook: most processes never see one. */
async function loadReceiver(...given: Parameters<typeof webhookRoute>): Promise<WebhookReceiver> {
  const { createWebhookReceiver } = await import('@launchpad-sso/sdk-node/webhooks')
  return createWebhookReceiver(...given)
}

function toSource(req: Request): WebhookRequest {
  const { headers, rawBody } = req as Request & { readonly rawBody?: unknown }
  const body: unknown = req.body
  if (rawBody !== undefined) return { headers, rawBody }
  if (typeof body === 'string' || body instanceof Uint8Array) return { headers, rawBody: body }
  // Somebody has read it, and what they made of it cannot be verified: the refusal says what to do.
  if (req.readableDidRead) return { headers, rawBody: body }
  // Only headers and body are looked at.
  return toWebRequest(req, new URL('http://localhost'))
}
