import type { WebhookEndpoint } from '../model/webhook.ts'
import { parseBearerToken, parseName, parseTypes, parseUrl } from './parse-webhook-fields.ts'
import { takeFields } from './take-fields.ts'
import { webhookInvalid } from './webhook-invalid.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** A draft that is complete. */
export interface ParsedWebhookDraft extends Pick<
  WebhookEndpoint,
  'organizationId' | 'name' | 'format' | 'transport' | 'url' | 'types'
> {
  readonly bearerToken: string | null
}

const known = ['organizationId', 'name', 'format', 'transport', 'url', 'types', 'bearerToken']

/** @throws AuthError WEBHOOK_INVALID */
export function parseWebhookDraft(given: unknown, tools: Pick<WebhookTools, 'checkUrl'>): ParsedWebhookDraft {
  const fields = takeFields(given, { name: 'the webhook', known, refuse: webhookInvalid })
  const { organizationId, format = 'webhook', transport = 'push', url } = fields
  if (organizationId !== null && typeof organizationId !== 'string')
    throw webhookInvalid('organizationId', 'an id, or null for every organization', organizationId)
  if (format !== 'webhook' && format !== 'set') throw webhookInvalid('format', "'webhook' or 'set'", format)
  if (transport !== 'push' && transport !== 'poll') throw webhookInvalid('transport', "'push' or 'poll'", transport)
  if (transport === 'poll' && format !== 'set')
    throw webhookInvalid('transport', "'push': only Security Event Tokens (format 'set') are polled", transport)
  if (transport === 'poll' && url !== undefined)
    throw webhookInvalid('url', "none: with transport 'poll' the receiver calls us", 'one')
  const bearerToken = parseBearerToken(fields['bearerToken'] ?? null)
  checkBearerToken(bearerToken, { format, transport })
  return {
    organizationId,
    name: parseName(fields['name'] ?? null),
    format,
    transport,
    url: transport === 'poll' ? null : parseUrl(url, tools),
    types: parseTypes(fields['types'] ?? null),
    bearerToken,
  }
}

/** @throws AuthError WEBHOOK_INVALID */
export function checkBearerToken(
  bearerToken: string | null,
  { format, transport }: Pick<WebhookEndpoint, 'format' | 'transport'>,
): void {
  if (bearerToken !== null && (format !== 'set' || transport !== 'push'))
    throw webhookInvalid('bearerToken', "none: only pushed Security Event Tokens (format 'set') carry one", 'one')
}
