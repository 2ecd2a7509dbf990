import type { EventDraft } from '../../model/event.ts'
import { isRevoking } from '../../model/revocation.ts'
import { appendEvents } from './append-events.ts'
import type { Database } from './database.ts'
import type { Queries } from './engine.ts'
import { toAnswer } from './to-answer.ts'

/** Undoes what the write did before it answered no. */
class Refusal extends Error {}

/**
 * The write and its events, or neither. What the tables refuse is an answer: the row is there already, or the one it belongs
 * to is not. The events come last, because their organization's log is locked from then on.
 *
 * @param write answers false to have nothing written.
 */
export async function writeWith(
  { transact, announce }: Queries,
  events: readonly EventDraft[] | undefined,
  write: (transaction: Database) => Promise<boolean>,
): Promise<boolean> {
  const done = transact(async (transaction) => {
    if (!(await write(transaction))) throw new Refusal()
    await appendEvents(transaction, events ?? [])
    return true
  })
  try {
    const answer = await toAnswer(done)
    if (answer && events?.some(isRevoking) === true) await announce?.()
    return answer
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
