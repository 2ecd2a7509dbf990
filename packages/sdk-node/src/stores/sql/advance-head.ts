import type { Database } from './database.ts'

/** Rows of `launchpad_change_head`: each counts one sequence. */
export const heads = { changes: 1, revocations: 2 } as const

/**
 * Makes the row or locks it, and counts, in one statement. It stays locked until the transaction ends: who gets a higher number becomes
 * visible later.
 *
 * @returns the last number
 */
export async function advanceHead(transaction: Database, id: number, count: number): Promise<number> {
  const { sequence } = await transaction
    .insertInto('launchpad_change_head')
    .values({ id, sequence: count })
    .onConflict((same) =>
      same.column('id').doUpdateSet((head) => ({ sequence: head('launchpad_change_head.sequence', '+', count) })),
    )
    .returning('sequence')
    .executeTakeFirstOrThrow()
  return Number(sequence)
}
