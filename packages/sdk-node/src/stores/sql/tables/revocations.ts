import type { RevocationKind } from '../../../model/revocation-kind.ts'
import type { Count, EpochMs } from './columns.ts'

/** Whose sessions are over. Numbered as the changes are, by a row of `launchpad_change_head` of their own. */
export interface RevocationsTable {
  readonly sequence: Count
  readonly kind: RevocationKind
  readonly key: string
  readonly before: EpochMs
}

/** The tables of revocation. */
export interface RevocationTables {
  readonly launchpad_revocations: RevocationsTable
}
