import type { Change } from '../../../ports/organization-store.ts'
import type { Count, EpochMs } from './columns.ts'

/** What was written to organizations, domains and connections, for a day. */
export interface ChangesTable {
  readonly sequence: Count
  readonly kind: Change['kind']
  readonly key: string
  readonly organization_id: string
  readonly created_at: EpochMs
}

/** One row: the number of the last change. It is the lock under which the next one gets its own. */
export interface ChangeHeadTable {
  readonly id: number
  readonly sequence: Count
}

/** The tables by which instances learn of each other's writes. */
export interface ChangeTables {
  readonly launchpad_changes: ChangesTable
  readonly launchpad_change_head: ChangeHeadTable
}
