import type { AskedRevocations } from '../../ports/revocation-verbs.ts'
import { heads } from './advance-head.ts'
import type { Queries } from './engine.ts'
import { toDate } from './values.ts'

/** The revocations in a table, and the number of the last one in another. */
export function sqlRevocations({ run }: Queries): AskedRevocations {
  return Object.freeze({
    head: async () => {
      const row = await run((db) =>
        db
          .selectFrom('launchpad_change_head')
          .select('sequence')
          .where('id', '=', heads.revocations)
          .executeTakeFirst(),
      )
      return Number(row?.sequence ?? 0)
    },
    list: async (after, limit) => {
      const rows = await run((db) =>
        db
          .selectFrom('launchpad_revocations')
          .select(['sequence', 'kind', 'key', 'before'])
          .where('sequence', '>', after)
          .orderBy('sequence')
          .limit(limit)
          .execute(),
      )
      return rows.map(({ sequence, kind, key, before }) => ({
        sequence: Number(sequence),
        kind,
        key,
        before: toDate(before),
      }))
    },
    sweep: async (before, limit) => {
      await run((db) =>
        db
          .deleteFrom('launchpad_revocations')
          .where('sequence', 'in', (old) =>
            old
              .selectFrom('launchpad_revocations')
              .select('sequence')
              .where('before', '<', before.getTime())
              .orderBy('before')
              .limit(limit),
          )
          .execute(),
      )
    },
  } satisfies AskedRevocations)
}
