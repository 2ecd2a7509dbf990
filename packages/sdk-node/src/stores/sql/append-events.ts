import { AuthError } from '../../model/auth-error.ts'
import type { AuthEvent, EventDraft } from '../../model/event.ts'
import { firstHead, sealEvent, type EventHead } from '../../model/seal-event.ts'
import { countLogins } from './count-logins.ts'
import type { Database } from './database.ts'
import { checkDraft, toEventRow } from './event-rows.ts'
import { isUniqueViolation } from './failures.ts'
import { recordRevocations } from './record-revocations.ts'

/** A statement of SQLite takes 32766 values, and a row has 16. */
const rowsAtOnce = 1000

/**
 * Adds events inside the transaction of what they tell, so that there is never one without the other. The row of the
 * organization's head is locked until the transaction ends: everyone gets a place of their own, without a gap.
 *
 * @throws AuthError REQUEST_INVALID for ids no row can hold; STORE_UNAVAILABLE when the place is taken by a row that no
 * append has written.
 */
export async function appendEvents(transaction: Database, drafts: readonly EventDraft[]): Promise<void> {
  for (const draft of drafts) checkDraft(draft)
  await countLogins(transaction, drafts)
  // Always in the same order, so that two that write to two logs do not wait for each other.
  for (const organizationId of [...new Set(drafts.map((draft) => draft.organizationId))].toSorted())
    await appendTo(
      transaction,
      organizationId,
      drafts.filter((draft) => draft.organizationId === organizationId),
    )
  await recordRevocations(transaction, drafts)
}

async function appendTo(transaction: Database, organizationId: string, drafts: readonly EventDraft[]): Promise<void> {
  const events: AuthEvent[] = []
  let head = await lockHead(transaction, organizationId)
  for (const draft of drafts) {
    const event = sealEvent(draft, head)
    events.push(event)
    head = event
  }
  for (let from = 0; from < events.length; from += rowsAtOnce)
    await insert(transaction, events.slice(from, from + rowsAtOnce))
  await transaction
    .updateTable('launchpad_event_heads')
    .set({ sequence: head.sequence, hash: head.hash })
    .where('organization_id', '=', organizationId)
    .execute()
}

/** An upsert that changes nothing: it makes the row or locks it, and says what is in it, in one statement. */
async function lockHead(transaction: Database, organizationId: string): Promise<EventHead> {
  const { sequence, hash } = await transaction
    .insertInto('launchpad_event_heads')
    .values({ organization_id: organizationId, ...firstHead })
    .onConflict((same) => same.column('organization_id').doUpdateSet({ organization_id: organizationId }))
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow()
  return { sequence: Number(sequence), hash }
}

async function insert(transaction: Database, events: readonly AuthEvent[]): Promise<void> {
  try {
    await transaction.insertInto('launchpad_events').values(events.map(toEventRow)).execute()
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const [first] = events
    throw new AuthError(
      'STORE_UNAVAILABLE',
      `event ${first?.sequence} of organization '${first?.organizationId}' is there already: wanted a log that ends where its head says`,
      { cause },
    )
  }
}
