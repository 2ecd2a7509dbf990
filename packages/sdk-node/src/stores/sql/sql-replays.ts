import type { Replays } from '../../ports/store.ts'
import { hashToken } from '../hash-token.ts'
import type { Queries } from './engine.ts'
import { createSweeper, sweepBatch } from './sweep.ts'

/** Claims in a table. A claim is one upsert that only replaces what has expired: of many claimants one gets a row back. Who only asks writes nothing. */
export function sqlReplays({ run }: Queries): Replays {
  const sweep = createSweeper((expiredBy) =>
    run((db) =>
      db
        .deleteFrom('launchpad_replays')
        .where('key_hash', 'in', (expired) =>
          expired
            .selectFrom('launchpad_replays')
            .select('key_hash')
            .where('expires_at', '<=', expiredBy)
            .orderBy('expires_at')
            .limit(sweepBatch),
        )
        .execute(),
    ),
  )
  const isHeld = async (hash: string, now: Date): Promise<boolean> => {
    const found = await run((db) =>
      db
        .selectFrom('launchpad_replays')
        .select('key_hash')
        .where('key_hash', '=', hash)
        .where('expires_at', '>', now.getTime())
        .executeTakeFirst(),
    )
    return found !== undefined
  }
  return Object.freeze({
    claim: async (key, until, now) => {
      const row = { key_hash: hashToken(key), expires_at: until.getTime() }
      if (until <= now) return !(await isHeld(row.key_hash, now))
      const claimed = await run((db) =>
        db
          .insertInto('launchpad_replays')
          .values(row)
          .onConflict((same) =>
            same
              .column('key_hash')
              .doUpdateSet({ expires_at: row.expires_at })
              .where('launchpad_replays.expires_at', '<=', now.getTime()),
          )
          .returning('key_hash')
          .executeTakeFirst(),
      )
      await sweep(now.getTime())
      return claimed !== undefined
    },
  } satisfies Replays)
}
