import type { Delivery, WebhookEndpoint } from '../../../model/webhook.ts'
import type { Count, EpochMs, JsonText } from './columns.ts'

/** Who is told what happens. Their secrets are sealed. */
export interface WebhookEndpointsTable {
  readonly id: string
  readonly organization_id: string | null
  readonly name: string | null
  readonly format: WebhookEndpoint['format']
  readonly transport: WebhookEndpoint['transport']
  readonly url: string | null
  readonly types: JsonText | null
  readonly status: WebhookEndpoint['status']
  readonly disabled_reason: string | null
  readonly sealed_secrets: string | null
  readonly token_hash: string | null
  readonly last_success_at: EpochMs | null
  readonly failing_since: EpochMs | null
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
  readonly version: Count
}

/** Events on their way. */
export interface DeliveriesTable {
  readonly endpoint_id: string
  readonly organization_id: string
  readonly sequence: Count
  readonly event_id: string
  readonly type: Delivery['type']
  readonly subject: string
  /**
   * While it is pending: a hash of endpoint, organization and subject, of which one after the other is sent. Not the three
   * themselves, because a subject is longer than an index takes.
   */
  readonly lane: string | null
  readonly transport: Delivery['transport']
  /** Who takes it: those who push, or the one who fetches what is for that endpoint. */
  readonly queue: string
  readonly status: Delivery['status']
  readonly attempts: Count
  readonly due_at: EpochMs
  readonly leased_until: EpochMs | null
  /**
   * When it may be taken: when it is due, or when its lease ends. Null while another one has to arrive before it, while its
   * endpoint is disabled, and when it is settled: so those who take meet only what can be taken. The first pending one of a
   * lane never has null unless its endpoint is disabled; a later one may have a time, and is passed over.
   */
  readonly ready_at: EpochMs | null
  readonly last_status: number | null
  readonly last_error: string | null
  readonly created_at: EpochMs
  readonly settled_at: EpochMs | null
}

/** The tables of what is told to whom. */
export interface WebhookTables {
  readonly launchpad_webhook_endpoints: WebhookEndpointsTable
  readonly launchpad_deliveries: DeliveriesTable
}
