import { toCursorText } from '../model/cursor-text.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { Delivery } from '../model/webhook.ts'
import { getWebhook } from './get-webhook.ts'
import type { ManageWebhooks } from './manage-webhooks.ts'
import { parseAfter, parseLimit } from './parse-page-query.ts'
import { takeFields } from './take-fields.ts'
import type { WebhookTools } from './webhook-tools.ts'

const known = ['status', 'after', 'limit']
const statuses: readonly unknown[] = ['pending', 'delivered', 'dead'] satisfies readonly Delivery['status'][]

/** @throws AuthError WEBHOOK_NOT_FOUND, REQUEST_INVALID */
export async function listDeliveries(
  webhookId: unknown,
  query: unknown,
  tools: Pick<WebhookTools, 'store'>,
): ReturnType<ManageWebhooks['listDeliveries']> {
  const fields = takeFields(query ?? {}, { name: 'the query', known, refuse: toRequestInvalid })
  const { status } = fields
  if (!isStatus(status)) throw toRequestInvalid('status', statuses.join(', '), status)
  const limit = parseLimit(fields['limit'])
  const { id } = await getWebhook(webhookId, tools)
  const after = parseAfter(fields['after'], ['deliveries', id], isPlace)
  const found = await tools.store.deliveries.list({
    endpointId: id,
    ...(status !== undefined && { status }),
    ...(after !== null && { after: { organizationId: after[0], sequence: after[1] } }),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const isLast = last === undefined || found.length === page.length
  return {
    deliveries: page,
    cursor: isLast ? null : toCursorText(['deliveries', id, last.organizationId, last.sequence]),
  }
}

const isStatus = (value: unknown): value is Delivery['status'] | undefined =>
  value === undefined || statuses.includes(value)

const isPlace = (rest: readonly unknown[]): rest is readonly [string, number] =>
  rest.length === 2 && typeof rest[0] === 'string' && Number.isSafeInteger(rest[1])
