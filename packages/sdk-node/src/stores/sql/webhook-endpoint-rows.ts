import type { Insertable, Selectable } from 'kysely'
import type { WebhookEndpoint } from '../../model/webhook.ts'
import type { WebhookEndpointsTable } from './tables/webhooks.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const webhookEndpointColumns = [
  'id',
  'organization_id',
  'name',
  'format',
  'transport',
  'url',
  'types',
  'status',
  'disabled_reason',
  'sealed_secrets',
  'token_hash',
  'last_success_at',
  'failing_since',
  'created_at',
  'updated_at',
  'version',
] as const

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function toWebhookEndpointRow(endpoint: WebhookEndpoint): Insertable<WebhookEndpointsTable> {
  checkKey('endpoint.id', endpoint.id)
  checkKey('endpoint.organizationId', endpoint.organizationId ?? '')
  return {
    id: endpoint.id,
    organization_id: endpoint.organizationId,
    name: toStorable(endpoint.name),
    format: endpoint.format,
    transport: endpoint.transport,
    url: toStorable(endpoint.url),
    types: endpoint.types === null ? null : JSON.stringify(endpoint.types),
    status: endpoint.status,
    disabled_reason: toStorable(endpoint.disabledReason),
    sealed_secrets: endpoint.sealedSecrets,
    token_hash: endpoint.tokenHash,
    last_success_at: endpoint.lastSuccessAt?.getTime() ?? null,
    failing_since: endpoint.failingSince?.getTime() ?? null,
    created_at: endpoint.createdAt.getTime(),
    updated_at: endpoint.updatedAt.getTime(),
    version: endpoint.version,
  }
}

/** The row as it was given. */
export function toWebhookEndpoint(row: Selectable<WebhookEndpointsTable>): WebhookEndpoint {
  return {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    format: row.format,
    transport: row.transport,
    url: row.url,
    types: row.types === null ? null : (JSON.parse(row.types) as NonNullable<WebhookEndpoint['types']>),
    status: row.status,
    disabledReason: row.disabled_reason,
    sealedSecrets: row.sealed_secrets,
    tokenHash: row.token_hash,
    lastSuccessAt: row.last_success_at === null ? null : toDate(row.last_success_at),
    failingSince: row.failing_since === null ? null : toDate(row.failing_since),
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
    version: Number(row.version),
  }
}
