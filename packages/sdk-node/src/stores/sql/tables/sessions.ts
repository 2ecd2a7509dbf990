import type { Count, EpochMs } from './columns.ts'

/** Sessions that have begun, until they end. */
export interface SessionsTable {
  readonly id: string
  readonly organization_id: string
  readonly user_id: string
  readonly connection_id: string
  readonly created_at: EpochMs
  readonly last_seen_at: EpochMs
  readonly expires_at: EpochMs
  readonly ends_at: EpochMs
  readonly ip: string | null
  readonly user_agent: string | null
  readonly sealed: string | null
  readonly version: Count
}

/** The tables of sessions. */
export interface SessionTables {
  readonly launchpad_sessions: SessionsTable
}
