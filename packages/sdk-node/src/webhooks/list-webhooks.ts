import { toCursorText } from '../model/cursor-text.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { ManageWebhooks } from './manage-webhooks.ts'
import { parseAfter, parseLimit } from './parse-page-query.ts'
import { takeFields } from './take-fields.ts'
import { toManagedWebhook } from './to-managed-webhook.ts'
import type { WebhookTools } from './webhook-tools.ts'

const known = ['organizationId', 'after', 'limit']

/** @throws AuthError REQUEST_INVALID */
export async function listWebhooks(
  query: unknown,
  { store }: Pick<WebhookTools, 'store'>,
): ReturnType<ManageWebhooks['list']> {
  const fields = takeFields(query ?? {}, { name: 'the query', known, refuse: toRequestInvalid })
  const { organizationId } = fields
  if (organizationId !== undefined && organizationId !== null && typeof organizationId !== 'string')
    throw toRequestInvalid('organizationId', 'an id, or null for those of all organizations', organizationId)
  // Who reads the endpoints of one organization gets cursors of that list.
  const list = ['webhooks', JSON.stringify(organizationId ?? null), organizationId === undefined ? 'every' : 'one']
  const after = parseAfter(fields['after'], list, isPlace)
  const limit = parseLimit(fields['limit'])
  const found = await store.webhookEndpoints.list({
    ...(organizationId !== undefined && { organizationId }),
    ...(after !== null && { after: after[0] }),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const cursor = last === undefined || found.length === page.length ? null : toCursorText([...list, last.id])
  return { webhooks: page.map(toManagedWebhook), cursor }
}

const isPlace = (rest: readonly unknown[]): rest is readonly [string] =>
  rest.length === 1 && typeof rest[0] === 'string'
