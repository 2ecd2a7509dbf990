import type { EventDraft } from '../../model/event.ts'
import { listRevocations } from '../../model/revocation.ts'
import { advanceHead, heads } from './advance-head.ts'
import type { Database } from './database.ts'

/** A statement of SQLite takes 32766 values, and a row has 4. */
const rowsAtOnce = 1000

/** Ends the sessions that end with these events, inside the transaction that writes them. Last of all: whoever else revokes has to wait. */
export async function recordRevocations(transaction: Database, events: readonly EventDraft[]): Promise<void> {
  const revoked = events.flatMap(listRevocations)
  if (revoked.length === 0) return
  const last = await advanceHead(transaction, heads.revocations, revoked.length)
  const rows = revoked.map(({ kind, key, before }, index) => ({
    sequence: last - revoked.length + 1 + index,
    kind,
    key,
    before: before.getTime(),
  }))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await transaction
      .insertInto('launchpad_revocations')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
}
