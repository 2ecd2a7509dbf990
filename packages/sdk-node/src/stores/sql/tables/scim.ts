import type { Count, EpochMs, JsonText } from './columns.ts'

/** Under which addresses the users of a connection's SCIM client are found: all they were sent with, in lower case. */
export interface ScimEmailsTable {
  readonly connection_id: string
  readonly email_key: string
  readonly user_id: string
}

/** Who was removed under which external id. Counts while there is no user of that id. */
export interface ScimRemovedTable {
  readonly connection_id: string
  readonly external_id: string
  readonly user_id: string
  /** 1: they were blocked. */
  readonly is_blocked: number
}

/** How many a connection's SCIM client keeps: a list says so on every page. */
export interface ScimCountsTable {
  readonly connection_id: string
  readonly kind: 'user' | 'group'
  readonly count: Count
}

/** The rights of SCIM clients. */
export interface ScimTokensTable {
  readonly id: string
  readonly organization_id: string
  readonly connection_id: string
  readonly hash: string
  readonly name: string | null
  readonly scopes: JsonText
  readonly created_at: EpochMs
  readonly created_by: JsonText
  readonly expires_at: EpochMs | null
  readonly last_used_at: EpochMs | null
}

/** The tables of SCIM. */
export interface ScimTables {
  readonly launchpad_scim_emails: ScimEmailsTable
  readonly launchpad_scim_removed: ScimRemovedTable
  readonly launchpad_scim_counts: ScimCountsTable
  readonly launchpad_scim_tokens: ScimTokensTable
}
