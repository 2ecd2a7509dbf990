import type { IdentityEvent } from '../directory/apply-identity-event.ts'
import { readBytes } from '../http/read-body.ts'
import { reply } from '../http/respond.ts'
import { parseEmail } from '../discovery/parse-email.ts'
import { AuthError } from '../model/auth-error.ts'
import type { WebhookMessage } from '../webhooks/webhook-message.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import type { Answer } from '../ports/answer.ts'

const toleranceSeconds = 300
/** Longer than anything could be taken for fresh. */
const rememberMs = (toleranceSeconds + 600) * 1000
const maxBytes = 256 * 1024

/**
 * POST /events: the identity service tells what became of an account. 202: nobody here has it, or it is none of our business.
 *
 * An attempt is taken once. The same message in another attempt is applied again, which changes nothing.
 */
export async function receiveEvents(visit: Visit, { config, store }: Kit): Promise<Answer> {
  const { identityEventsSecret: secret, now, defaultConnectionId } = config
  if (secret === null || defaultConnectionId === null)
    throw new AuthError('ROUTE_NOT_FOUND', 'events: wanted identityService.eventsSecret, got none')
  const [{ verifyWebhook }, { applyIdentityEvent }] = await Promise.all([
    import('../webhooks/verify-webhook.ts'),
    import('../directory/apply-identity-event.ts'),
  ])
  const { headers } = visit.request
  const rawBody = await readBytes(visit.request, { maxBytes })
  const message = await verifyWebhook({ headers, rawBody }, secret, {
    toleranceSeconds,
    maxBytes,
    now,
    seen: async (id, sentAt) => {
      const at = now()
      const until = new Date(at.getTime() + rememberMs)
      return !(await store.replays.claim(`identity-event:${sentAt.getTime()}:${id}`, until, at))
    },
  })
  const event = toIdentityEvent(message)
  const tools = { store, now, parseEmail, connectionId: defaultConnectionId, origin: originOf(visit) }
  const isKnown = event !== null && (await applyIdentityEvent(event, tools))
  return reply(null, isKnown ? 204 : 202, {})
}

/** Null for what the app has nothing to do with. */
function toIdentityEvent({ type, target, data }: WebhookMessage): IdentityEvent | null {
  if (target?.type !== 'user' || typeof target.id !== 'string') return null
  const subject = target.id
  if (type === 'user.deactivated' || type === 'user.reactivated' || type === 'user.deleted') return { type, subject }
  return type === 'user.updated' ? { type, subject, values: data?.new ?? {} } : null
}
