import type { Change, Changes } from '../../ports/organization-store.ts'
import type { Queries } from './engine.ts'

/** The changes in a table, and the number of the last one in another. */
export function sqlChanges({ run }: Queries): Omit<Changes, 'listen'> {
  return Object.freeze({
    head: async () => {
      const row = await run((db) =>
        db.selectFrom('launchpad_change_head').select('sequence').where('id', '=', 1).executeTakeFirst(),
      )
      return Number(row?.sequence ?? 0)
    },
    list: async (after, limit) => {
      const rows = await listWithHead({ run }, after, limit)
      const changes = rows.flatMap(toChange)
      // Numbers have no gaps. Where one is missing it was swept; and who is ahead of us knew another database.
      const known = Number(rows[0]?.head ?? 0)
      const isWhole = changes.every(({ sequence }, index) => sequence === after + 1 + index)
      return isWhole && (changes.length > 0 || known === after) ? changes : null
    },
  } satisfies Omit<Changes, 'listen'>)
}

interface Row {
  readonly head: number | string
  readonly sequence: number | string | null
  readonly kind: Change['kind'] | null
  readonly key: string | null
  readonly organization_id: string | null
}

/** One statement, because both must be of one moment. A row without a change is the head of an empty list. */
async function listWithHead({ run }: Pick<Queries, 'run'>, after: number, limit: number): Promise<readonly Row[]> {
  return run((db) =>
    db
      .selectFrom('launchpad_change_head')
      .leftJoin('launchpad_changes', (join) => join.on('launchpad_changes.sequence', '>', after))
      .where('launchpad_change_head.id', '=', 1)
      .select([
        'launchpad_change_head.sequence as head',
        'launchpad_changes.sequence',
        'kind',
        'key',
        'organization_id',
      ])
      .orderBy('launchpad_changes.sequence')
      .limit(limit)
      .execute(),
  )
}

function toChange({ sequence, kind, key, organization_id: organizationId }: Row): readonly Change[] {
  if (sequence === null || kind === null || key === null || organizationId === null) return []
  return [{ sequence: Number(sequence), kind, key, organizationId }]
}
