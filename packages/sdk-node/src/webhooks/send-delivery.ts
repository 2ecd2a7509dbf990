import type { WebhookEndpoint } from '../model/webhook.ts'
import { findSetError } from './find-set-error.ts'
import { parseRetryAfter } from './parse-retry-after.ts'
import type { DeliveryTools } from './webhook-tools.ts'

/** How a request went. */
export interface Answer {
  /** Null: none came. */
  readonly status: number | null
  /** For people; null: it was taken. */
  readonly error: string | null
  /** Milliseconds; null: does not say. */
  readonly retryAfterMs: number | null
}

/** What is sent. */
export interface Outgoing {
  readonly url: string
  readonly format: WebhookEndpoint['format']
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const maxErrorLength = 300

/** Never rejects: what goes wrong on the way is an answer too. */
export async function sendDelivery(
  { url, format, headers, body }: Outgoing,
  { fetch, timeoutMs, now }: Pick<DeliveryTools, 'fetch' | 'timeoutMs' | 'now'>,
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, { method: 'POST', headers: { ...headers }, body, redirect: 'manual', signal })
    const { status } = response
    if (response.ok) {
      await discard(response)
      return { status, error: null, retryAfterMs: null }
    }
    const why = format === 'set' && status === 400 ? await findSetError(response) : null
    if (why === null) await discard(response)
    const isBusy = status === 429 || status === 503
    const retryAfterMs = isBusy ? parseRetryAfter(response.headers.get('retry-after'), now()) : null
    return {
      status,
      error: `wanted a status of 200 to 299, got ${status}${why === null ? '' : ` ${why}`}`,
      retryAfterMs,
    }
  } catch (error) {
    return { status: null, error: describeFailure(error), retryAfterMs: null }
  }
}

/** A body that nobody reads holds its connection. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined)
}

/** On one line, bounded. */
function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').slice(0, maxErrorLength)
}
