import type { EventDraft } from '../../model/event.ts'
import type { WebhookEndpoint } from '../../model/webhook.ts'
import type { WebhookEndpoints } from '../../ports/webhook-store.ts'
import type { Queries } from './engine.ts'
import { restEndpoint, wakeEndpoint } from './lanes.ts'
import { isKey } from './values.ts'
import { toWebhookEndpoint, toWebhookEndpointRow, webhookEndpointColumns } from './webhook-endpoint-rows.ts'
import { writeWith } from './write-with.ts'

/** Endpoints in a table. */
export function sqlWebhookEndpoints(queries: Queries): WebhookEndpoints {
  return Object.freeze({
    find: (endpointId) => find(queries, endpointId),
    list: (filter) => list(queries, filter),
    listFor: (organizationId) => listFor(queries, organizationId),
    insert: (endpoint, events) => insert(queries, endpoint, events),
    replace: (endpoint, events) => replace(queries, endpoint, events),
    remove: (endpointId, events) => remove(queries, endpointId, events),
    noteOutcome: (endpointId, outcome) => noteOutcome(queries, endpointId, outcome),
  } satisfies WebhookEndpoints)
}

async function find({ run }: Queries, endpointId: string): Promise<WebhookEndpoint | null> {
  if (!isKey(endpointId)) return null
  const row = await run((db) =>
    db
      .selectFrom('launchpad_webhook_endpoints')
      .select(webhookEndpointColumns)
      .where('id', '=', endpointId)
      .executeTakeFirst(),
  )
  return row === undefined ? null : toWebhookEndpoint(row)
}

async function list(
  { run }: Queries,
  { organizationId, after = '', limit }: Parameters<WebhookEndpoints['list']>[0],
): Promise<readonly WebhookEndpoint[]> {
  if (!isKey(organizationId ?? '') || !isKey(after)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_webhook_endpoints')
      .select(webhookEndpointColumns)
      .$if(organizationId === null, (query) => query.where('organization_id', 'is', null))
      .$if(typeof organizationId === 'string', (query) => query.where('organization_id', '=', organizationId ?? ''))
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  return rows.map(toWebhookEndpoint)
}

async function listFor({ run }: Queries, organizationId: string): Promise<readonly WebhookEndpoint[]> {
  if (!isKey(organizationId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_webhook_endpoints')
      .select(webhookEndpointColumns)
      .where('status', '=', 'active')
      .where((row) => row.or([row('organization_id', '=', organizationId), row('organization_id', 'is', null)]))
      .orderBy('id')
      .execute(),
  )
  return rows.map(toWebhookEndpoint)
}

async function insert(
  queries: Queries,
  endpoint: WebhookEndpoint,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const row = toWebhookEndpointRow(endpoint)
  return writeWith(queries, events, async (transaction) => {
    await transaction.insertInto('launchpad_webhook_endpoints').values(row).execute()
    return true
  })
}

async function replace(
  queries: Queries,
  endpoint: WebhookEndpoint,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  const { id, ...rest } = toWebhookEndpointRow(endpoint)
  return writeWith(queries, events, async (transaction) => {
    const replaced = await transaction
      .updateTable('launchpad_webhook_endpoints')
      .set(rest)
      .where('id', '=', id)
      .where('version', '=', endpoint.version - 1)
      .returning('id')
      .executeTakeFirst()
    if (replaced === undefined) return false
    await (endpoint.status === 'active' ? wakeEndpoint : restEndpoint)(transaction, id)
    return true
  })
}

/** Its deliveries go with the row. */
async function remove(
  queries: Queries,
  endpointId: string,
  events: readonly EventDraft[] | undefined,
): Promise<boolean> {
  if (!isKey(endpointId)) return false
  return writeWith(queries, events, async (transaction) => {
    const gone = await transaction
      .deleteFrom('launchpad_webhook_endpoints')
      .where('id', '=', endpointId)
      .returning('id')
      .executeTakeFirst()
    return gone !== undefined
  })
}

/** Of many failures the first is noted, and the others write nothing. */
async function noteOutcome(
  { run }: Queries,
  endpointId: string,
  { at, isSuccess }: Parameters<WebhookEndpoints['noteOutcome']>[1],
): Promise<void> {
  if (!isKey(endpointId)) return
  await run((db) => {
    const update = db.updateTable('launchpad_webhook_endpoints').where('id', '=', endpointId)
    return isSuccess
      ? update.set({ last_success_at: at.getTime(), failing_since: null }).execute()
      : update.set({ failing_since: at.getTime() }).where('failing_since', 'is', null).execute()
  })
}
