import { AuthError } from '../model/auth-error.ts'
import type { AuthEvent } from '../model/event.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { signWebhook } from './sign-webhook.ts'
import type { Outgoing } from './send-delivery.ts'
import { toPayload } from './to-payload.ts'
import { listLiveSecrets, openWebhookSecrets } from './webhook-secrets.ts'
import type { DeliveryTools } from './webhook-tools.ts'

const userAgent = 'Launchpad-SSO-Webhooks'

/** The request that tells the endpoint of the event. Throws when it cannot be made. */
export async function toOutgoing(
  event: AuthEvent,
  endpoint: WebhookEndpoint,
  { secretBox, toSet, now }: Pick<DeliveryTools, 'secretBox' | 'toSet' | 'now'>,
): Promise<Outgoing> {
  const { format } = endpoint
  const url = endpoint.url ?? ''
  const secrets = openWebhookSecrets(endpoint, secretBox)
  if (format === 'set') {
    const body = await toSet(event, endpoint)
    return { url, format, headers: toSetHeaders(secrets.bearerToken), body }
  }
  const body = toPayload(event)
  const sentAt = now()
  const live = listLiveSecrets(secrets, sentAt)
  if (live.length === 0)
    throw new AuthError('INTERNAL', `webhook '${endpoint.id}': wanted a secret to sign with, got none`)
  const signed = signWebhook({ id: event.id, sentAt, body, secrets: live })
  return { url, format, headers: { 'content-type': 'application/json', 'user-agent': userAgent, ...signed }, body }
}

/** @see RFC 8935 section 2.1 */
function toSetHeaders(bearerToken: string | null): Readonly<Record<string, string>> {
  return {
    'content-type': 'application/secevent+jwt',
    accept: 'application/json',
    'user-agent': userAgent,
    ...(bearerToken !== null && { authorization: `Bearer ${bearerToken}` }),
  }
}
