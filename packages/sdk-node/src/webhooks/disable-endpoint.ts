import { AuthError } from '../model/auth-error.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { changeWebhook } from './change-webhook.ts'
import type { Answer } from './send-delivery.ts'
import { draftDisabled } from './webhook-events.ts'
import type { DeliveryTools } from './webhook-tools.ts'

const gone = 410
const patienceMs = 5 * 24 * 3_600_000

type DisableTools = Pick<DeliveryTools, 'store' | 'now' | 'log'>

/**
 * Gives an endpoint up that says it is gone, or to which nothing arrived for five days. The log of the organization whose event
 * failed tells of it.
 */
export async function disableEndpoint(
  endpoint: WebhookEndpoint,
  { status }: Answer,
  { organizationId, tools }: { readonly organizationId: string; readonly tools: DisableTools },
): Promise<void> {
  const why = status === gone ? () => 'The endpoint answered 410 (gone).' : findLongFailure
  if (why(endpoint, tools.now()) === null) return
  const disabledReason = await disable(endpoint, why, { organizationId, tools })
  if (disabledReason === null) return
  const { id: webhookId } = endpoint
  tools.log({
    level: 'warn',
    event: 'webhook.disabled',
    webhookId,
    organizationId: endpoint.organizationId,
    detail: disabledReason,
  })
}

type Why = (endpoint: WebhookEndpoint, now: Date) => string | null

/** Null: somebody else has, it was removed, or it is another one by now. */
async function disable(
  { id, url }: WebhookEndpoint,
  why: Why,
  { organizationId, tools }: { readonly organizationId: string; readonly tools: DisableTools },
): Promise<string | null> {
  let done: string | null = null
  try {
    await changeWebhook(id, tools, (before, now) => {
      done = before.status === 'active' && before.url === url ? why(before, now) : null
      if (done === null) return null
      const after: WebhookEndpoint = { ...before, status: 'disabled', disabledReason: done }
      return { endpoint: after, events: [draftDisabled(before, after, { organizationId, now })] }
    })
    return done
  } catch (error) {
    if (error instanceof AuthError && error.code === 'WEBHOOK_NOT_FOUND') return null
    throw error
  }
}

function findLongFailure({ failingSince }: WebhookEndpoint, now: Date): string | null {
  if (failingSince === null || now.getTime() - failingSince.getTime() < patienceMs) return null
  return `Nothing arrived since ${failingSince.toISOString()}.`
}
