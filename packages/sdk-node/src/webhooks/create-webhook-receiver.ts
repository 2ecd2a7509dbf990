import { AuthError } from '../model/auth-error.ts'
import { createReplayWindow, type ReplayWindow } from './replay-window.ts'
import { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify-webhook.ts'
import type { WebhookMessage } from './webhook-message.ts'

/** How a receiver answers. */
export interface WebhookReceiverOptions extends Omit<VerifyWebhookOptions, 'seen'> {
  /**
   * What came already is answered without the handler.
   *
   * @default createReplayWindow(): 10000 messages, ten minutes, this process
   */
  readonly replayWindow?: ReplayWindow
  /**
   * Takes why something was refused. Whoever sent it is not told.
   *
   * @default one line of JSON to console.warn
   */
  readonly onRefused?: (error: AuthError) => void
}

/** What to do about a message. When it fails, the sender is told so, and sends the message again. */
export type WebhookHandler = (message: WebhookMessage) => unknown

/** Answers webhooks: 204 when the handler is done, or was before; 4xx when nobody we know signed it. */
export type WebhookReceiver = (request: WebhookRequest) => Promise<Response>

/**
 * Verifies, calls the handler once for each message, and answers. It rejects with what the handler threw: the framework around it then
 * answers 500.
 *
 * @throws AuthError CONFIG_INVALID, at the first request, for a secret that is none
 */
export function createWebhookReceiver(
  secret: string | readonly string[],
  handler: WebhookHandler,
  options: WebhookReceiverOptions = {},
): WebhookReceiver {
  const { replayWindow = createReplayWindow(), onRefused = warn, ...strictness } = options
  const underWay = new Set<string>()
  return async (request) => {
    const verified = await tryVerify(() => verifyWebhook(request, secret, strictness))
    if (verified instanceof AuthError) {
      onRefused(verified)
      return refusal(verified)
    }
    const { id } = verified
    // Nobody knows yet whether it will succeed: the sender has to ask again.
    if (underWay.has(id)) return new Response(null, { status: 409, headers: { 'retry-after': '5' } })
    if (replayWindow.seen(id)) return new Response(null, { status: 204 })
    underWay.add(id)
    try {
      await handler(verified)
    } catch (error) {
      replayWindow.forget(id)
      throw error
    } finally {
      underWay.delete(id)
    }
    return new Response(null, { status: 204 })
  }
}

async function tryVerify(verify: () => Promise<WebhookMessage>): Promise<WebhookMessage | AuthError> {
  try {
    return await verify()
  } catch (error) {
    if (error instanceof AuthError && error.code !== 'CONFIG_INVALID') return error
    throw error
  }
}

function refusal({ code, say, status }: AuthError): Response {
  return Response.json({ error: { code, message: say } }, { status, headers: { 'cache-control': 'no-store' } })
}

function warn({ code, detail }: AuthError): void {
  // Whoever receives has no log of ours, and without the reason a wrong secret cannot be found.
  // oxlint-disable-next-line no-console
  console.warn(JSON.stringify({ level: 'warn', event: 'webhook.refused', code, detail }))
}
