import type { EpochMs, JsonText } from './columns.ts'

/** Logins between leaving and coming back: a row lives ten minutes, and is deleted by who takes it. */
export interface LoginsTable {
  readonly id: string
  readonly connection_id: string
  readonly return_to: string
  readonly memo: JsonText
  readonly browser_key_hash: string
  readonly expires_at: EpochMs
  readonly test_id: string | null
}

/** What was used and may not be used again until it has expired anyway. */
export interface ReplaysTable {
  /** SHA-256 of the key: identity providers choose ids of any length. */
  readonly key_hash: string
  readonly expires_at: EpochMs
}

/** The tables a sign-in passes through. */
export interface LoginTables {
  readonly launchpad_logins: LoginsTable
  readonly launchpad_replays: ReplaysTable
}
