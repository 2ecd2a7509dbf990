import { sql, type RawBuilder } from 'kysely'
import type { SessionRecord } from '../../model/session-record.ts'
import type { SessionQuery, SessionRecords, SessionUse } from '../../ports/session-store.ts'
import type { Queries } from './engine.ts'
import { sessionColumns, toSessionRecord, toSessionRow } from './session-rows.ts'
import { createSweeper, sweepBatch } from './sweep.ts'
import { isKey } from './values.ts'

/** Sessions in a table. Those that ended go when others begin. */
export function sqlSessions(queries: Queries): SessionRecords {
  const sweepSome = createSweeper((endedBefore) => sweep(queries, endedBefore, sweepBatch))
  return Object.freeze({
    insert: async (record) => {
      await insert(queries, record)
      await sweepSome(record.createdAt.getTime())
    },
    find: (id) => find(queries, id),
    list: (query) => list(queries, query),
    replace: (record) => replace(queries, record),
    touch: (id, use) => touch(queries, id, use),
    remove: (id) => remove(queries, id),
    sweep: (endedBefore, limit) => sweep(queries, endedBefore.getTime(), limit),
  } satisfies SessionRecords)
}

async function insert({ run }: Queries, record: SessionRecord): Promise<void> {
  const row = toSessionRow(record)
  await run((db) =>
    db
      .insertInto('launchpad_sessions')
      .values(row)
      .onConflict((same) => same.column('id').doNothing())
      .execute(),
  )
}

async function find({ run }: Queries, id: string): Promise<SessionRecord | null> {
  if (!isKey(id)) return null
  const row = await run((db) =>
    db.selectFrom('launchpad_sessions').select(sessionColumns).where('id', '=', id).executeTakeFirst(),
  )
  return row === undefined ? null : toSessionRecord(row)
}

async function list(
  { run }: Queries,
  { organizationId, userId, now, limit }: SessionQuery,
): Promise<readonly SessionRecord[]> {
  if (!isKey(organizationId) || !isKey(userId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_sessions')
      .select(sessionColumns)
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .where('expires_at', '>', now.getTime())
      .where('ends_at', '>', now.getTime())
      .orderBy('last_seen_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  return rows.map(toSessionRecord)
}

/** A use that was noted meanwhile stays, or a living session would look as if it were over. */
async function replace({ run }: Queries, record: SessionRecord): Promise<boolean> {
  const { id, organization_id, user_id, last_seen_at, expires_at, ...rest } = toSessionRow(record)
  const unlessSeenLater = (kept: 'last_seen_at' | 'expires_at', given: number): RawBuilder<number> =>
    sql<number>`case when last_seen_at > ${last_seen_at} then ${sql.ref(kept)} else ${given} end`
  const replaced = await run((db) =>
    db
      .updateTable('launchpad_sessions')
      .set({
        ...rest,
        last_seen_at: unlessSeenLater('last_seen_at', last_seen_at),
        expires_at: unlessSeenLater('expires_at', expires_at),
      })
      .where('id', '=', id)
      .where('organization_id', '=', organization_id)
      .where('user_id', '=', user_id)
      .where('version', '=', record.version - 1)
      .returning('id')
      .executeTakeFirst(),
  )
  return replaced !== undefined
}

async function touch({ run }: Queries, id: string, { lastSeenAt, expiresAt }: SessionUse): Promise<void> {
  if (!isKey(id)) return
  await run((db) =>
    db
      .updateTable('launchpad_sessions')
      .set({ last_seen_at: lastSeenAt.getTime(), expires_at: expiresAt.getTime() })
      .where('id', '=', id)
      .where('last_seen_at', '<=', lastSeenAt.getTime())
      .execute(),
  )
}

async function remove({ run }: Queries, id: string): Promise<void> {
  if (!isKey(id)) return
  await run((db) => db.deleteFrom('launchpad_sessions').where('id', '=', id).execute())
}

async function sweep({ run }: Queries, endedBefore: number, limit: number): Promise<void> {
  await run((db) =>
    db
      .deleteFrom('launchpad_sessions')
      .where('id', 'in', (ended) =>
        ended
          .selectFrom('launchpad_sessions')
          .select('id')
          .where('ends_at', '<', endedBefore)
          .orderBy('ends_at')
          .limit(limit),
      )
      .execute(),
  )
}
