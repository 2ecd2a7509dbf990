import { signWebhook } from '@launchpad-sso/sdk-node/webhooks'
import type { IdentityEvent } from './identity-event.ts'

/** Where an event goes. */
export interface EventTarget {
  readonly url: string
  readonly secret: string
}

/** Sends once. @returns what went wrong; null: it arrived. Never rejects. */
export type SendEvent = (event: IdentityEvent, target: EventTarget, now: Date) => Promise<string | null>

const timeoutMs = 10_000

/** By Standard Webhooks. The operator wrote the URL, so any address will do; where it would be sent on to, nobody wrote. */
export const sendEvent: SendEvent = async (event, { url, secret }, now) => {
  const body = JSON.stringify(event)
  const signed = signWebhook({ id: event.id, sentAt: now, body, secrets: [secret] })
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response.ok ? null : `HTTP status ${response.status}`
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  }
}
