import type { WebhookEndpoint } from '../model/webhook.ts'
import { checkBearerToken } from './parse-webhook-draft.ts'
import { parseBearerToken, parseName, parseTypes, parseUrl } from './parse-webhook-fields.ts'
import { takeFields } from './take-fields.ts'
import { webhookInvalid } from './webhook-invalid.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** What is to be different. Left out stays. */
export interface ParsedWebhookChanges extends Partial<Pick<WebhookEndpoint, 'name' | 'types' | 'status'>> {
  readonly url?: string
  readonly bearerToken?: string | null
}

const known = ['name', 'url', 'types', 'status', 'bearerToken']

/** @throws AuthError WEBHOOK_INVALID */
export function parseWebhookChanges(given: unknown, tools: Pick<WebhookTools, 'checkUrl'>): ParsedWebhookChanges {
  const { name, url, types, status, bearerToken } = takeFields(given, {
    name: 'the changes',
    known,
    refuse: webhookInvalid,
  })
  if (status !== undefined && status !== 'active' && status !== 'disabled')
    throw webhookInvalid('status', "'active' or 'disabled'", status)
  return {
    ...(name !== undefined && { name: parseName(name) }),
    ...(url !== undefined && { url: parseUrl(url, tools) }),
    ...(types !== undefined && { types: parseTypes(types) }),
    ...(status !== undefined && { status }),
    ...(bearerToken !== undefined && { bearerToken: parseBearerToken(bearerToken) }),
  }
}

/**
 * Whether this endpoint can take them. A bearer token does not move to another origin: whoever may change the URL could otherwise
 * have it sent to themselves.
 *
 * @throws AuthError WEBHOOK_INVALID
 */
export function checkWebhookChanges(
  { url, bearerToken }: ParsedWebhookChanges,
  before: WebhookEndpoint,
  hasBearerToken: boolean,
): void {
  if (url !== undefined && before.url === null)
    throw webhookInvalid('url', "none: with transport 'poll' the receiver calls us", 'one')
  checkBearerToken(bearerToken ?? null, before)
  const isMoved = url !== undefined && before.url !== null && new URL(url).origin !== new URL(before.url).origin
  if (isMoved && hasBearerToken && bearerToken === undefined)
    throw webhookInvalid('bearerToken', 'it given again, or null: the URL leads to another origin', undefined)
}
