import type { Written } from '../written.ts'
import { advanceHead, heads } from './advance-head.ts'
import type { Database } from './database.ts'

/** A statement of SQLite takes 32766 values, and a row has 5. */
const rowsAtOnce = 1000

/**
 * Gives each change its number, inside the transaction of what it tells. The one row of the head is locked until the
 * transaction ends: who gets a higher number becomes visible later.
 */
export async function recordChanges(transaction: Database, written: readonly Written[], at: number): Promise<void> {
  if (written.length === 0) return
  const last = await advanceHead(transaction, heads.changes, written.length)
  const rows = written.map(({ kind, key, organizationId }, index) => ({
    sequence: last - written.length + 1 + index,
    kind,
    key,
    organization_id: organizationId,
    created_at: at,
  }))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await transaction
      .insertInto('launchpad_changes')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}
