import type { EventDraft } from '../../model/event.ts'
import type { Written } from '../written.ts'
import { appendEvents } from './append-events.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { recordChanges } from './record-changes.ts'
import { createSweeper, sweepBatch } from './sweep.ts'

/** Instances ask every few seconds; one that was away for a day starts over. */
const keptMs = 86_400_000

/**
 * A write of organizations, domains or connections, with its events and changes, or nothing of all.
 *
 * @param write says what it wrote; null when it refused, before it wrote anything.
 */
export type WriteRecords = (
  events: readonly EventDraft[] | undefined,
  write: (transaction: Database) => Promise<readonly Written[] | null>,
) => Promise<boolean>

/** The events come after the write and the changes last: from there on everyone else who writes has to wait. */
export function createRecordWriter(engine: Engine, now: () => number = Date.now): WriteRecords {
  const sweep = createSweeper((expiredBy) => removeOld(engine, expiredBy))
  return async (events, write) => {
    const done = await engine.transact(async (transaction) => {
      const written = await write(transaction)
      if (written === null) return false
      await appendEvents(transaction, events ?? [])
      await recordChanges(transaction, written, now())
      return true
    })
    if (!done) return false
    // Not in the transaction: PostgreSQL would take a lock of the whole database for it, and CockroachDB knows no NOTIFY.
    await engine.announce()
    await sweep(now() - keptMs)
    return true
  }
}

/** The oldest first, so that what is left has no gap. */
async function removeOld({ run }: Engine, expiredBy: number): Promise<void> {
  await run((db) =>
    db
      .deleteFrom('launchpad_changes')
      .where('created_at', '<=', expiredBy)
      .where('sequence', 'in', (oldest) =>
        oldest.selectFrom('launchpad_changes').select('sequence').orderBy('sequence').limit(sweepBatch),
      )
      .execute(),
  )
}
