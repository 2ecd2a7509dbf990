import type { ConnectionRecord } from '../../../model/connection-record.ts'
import type { Domain } from '../../../model/domain.ts'
import type { EpochMs, JsonText } from './columns.ts'

/** The customers. A sub-organization refers to its main organization. */
export interface OrganizationsTable {
  readonly id: string
  readonly name: string
  readonly support_contact: string | null
  readonly parent_id: string | null
  readonly branding: JsonText
  readonly locale: string | null
  readonly settings: JsonText | null
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
  readonly version: number
}

/** E-mail domains. */
export interface DomainsTable {
  readonly organization_id: string
  readonly name: string
  /** The name while it is verified, else null. Unique: of many that verify one name, the database lets one. */
  readonly verified_name: string | null
  readonly status: Domain['status']
  readonly verification_value: string
  readonly include_subdomains: number
  readonly connection_ids: JsonText | null
  readonly created_at: EpochMs
  readonly created_by: JsonText
  readonly verified_at: EpochMs | null
  readonly updated_at: EpochMs
  readonly version: number
}

/** Links to identity providers. Their secrets are sealed. */
export interface ConnectionsTable {
  readonly id: string
  readonly organization_id: string
  readonly name: string
  readonly type: ConnectionRecord['type']
  readonly preset: ConnectionRecord['preset']
  readonly status: ConnectionRecord['status']
  readonly settings: JsonText
  readonly sealed_secrets: string | null
  readonly provisioning: JsonText
  readonly metadata_refresh: JsonText | null
  readonly warned: JsonText
  readonly last_test: JsonText | null
  readonly due_at: EpochMs | null
  readonly created_at: EpochMs
  readonly created_by: JsonText
  readonly updated_at: EpochMs
  readonly version: number
}

/** The tables of the customers. */
export interface OrganizationTables {
  readonly launchpad_organizations: OrganizationsTable
  readonly launchpad_domains: DomainsTable
  readonly launchpad_connections: ConnectionsTable
}
