import { sql, type RawBuilder } from 'kysely'
import type { Deliveries } from '../../ports/webhook-store.ts'
import { addDeliveries } from './add-deliveries.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { isForeignKeyViolation } from './failures.ts'
import { retry } from './retry.ts'
import { isKey } from './values.ts'

type Step = Parameters<Deliveries['handOut']>[0]

/** How far the log of an organization was handed out, word by word as in the condition of the index. */
const handedOut: RawBuilder<number> = sql<number>`coalesce(handed_out, 0)`

/** Undoes what was added before somebody else turned out to have moved the mark. */
class MarkMoved extends Error {}

/** Only organizations of which something is new are in the index. */
export async function listBehind({ run }: Engine, limit: number): ReturnType<Deliveries['listBehind']> {
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_event_heads')
      .select(['organization_id', 'sequence', handedOut.as('handed_out')])
      .where('sequence', '>', handedOut)
      .orderBy('organization_id')
      .limit(limit)
      .execute(),
  )
  return rows.map((row) => ({
    organizationId: row.organization_id,
    handedOut: Number(row.handed_out),
    head: Number(row.sequence),
  }))
}

/** Adds deliveries and moves the mark, or neither. The mark comes last: whoever writes to that log waits from then on. */
export async function handOut(engine: Engine, step: Step): Promise<boolean> {
  if (!isKey(step.organizationId)) return false
  if (step.deliveries.length === 0) return engine.run((db) => moveMark(db, step))
  const work = async (transaction: Database): Promise<boolean> => {
    if (!(await isMarkAt(transaction, step))) return false
    await addDeliveries(engine, transaction, step.deliveries, 'keep')
    if (!(await moveMark(transaction, step))) throw new MarkMoved()
    return true
  }
  try {
    // An endpoint that goes meanwhile makes the last step fail; the next try knows that it is gone.
    return await retry(async () => engine.transact(work), isForeignKeyViolation)
  } catch (error) {
    if (error instanceof MarkMoved) return false
    throw error
  }
}

async function isMarkAt(transaction: Database, { organizationId, from }: Step): Promise<boolean> {
  const head = await transaction
    .selectFrom('launchpad_event_heads')
    .select('organization_id')
    .where('organization_id', '=', organizationId)
    .where(handedOut, '=', from)
    .executeTakeFirst()
  return head !== undefined
}

async function moveMark(db: Database, { organizationId, from, to }: Step): Promise<boolean> {
  const moved = await db
    .updateTable('launchpad_event_heads')
    .set({ handed_out: to })
    .where('organization_id', '=', organizationId)
    .where(handedOut, '=', from)
    .returning('organization_id')
    .executeTakeFirst()
  return moved !== undefined
}
