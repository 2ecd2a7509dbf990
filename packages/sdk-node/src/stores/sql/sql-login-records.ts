import type { Selectable } from 'kysely'
import type { LoginRecord } from '../../model/user.ts'
import type { LoginRecords } from '../../ports/directory-store.ts'
import type { Queries } from './engine.ts'
import type { LoginRecordsTable } from './tables/users.ts'
import { isKey, toDate } from './values.ts'

const columns = [
  'launchpad_login_records.user_id',
  'connection_id',
  'count',
  'last_at',
  'last_ip',
  'last_user_agent',
] as const

/** Login records in a table, which `countLogins` writes. */
export function sqlLoginRecords(queries: Queries): LoginRecords {
  return Object.freeze({
    listOfUser: (userId) => listOfUser(queries, userId),
    list: (filter) => list(queries, filter),
  } satisfies LoginRecords)
}

async function listOfUser({ run }: Queries, userId: string): Promise<readonly LoginRecord[]> {
  if (!isKey(userId)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_login_records')
      .select(columns)
      .where('user_id', '=', userId)
      .orderBy('connection_id')
      .execute(),
  )
  return rows.map(toLoginRecord)
}

async function list(
  { run }: Queries,
  { organizationId, connectionId, after = '', limit }: Parameters<LoginRecords['list']>[0],
): Promise<readonly LoginRecord[]> {
  if (![organizationId, connectionId ?? '', after].every(isKey)) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_login_records')
      .innerJoin(
        (page) =>
          page
            .selectFrom('launchpad_users')
            .innerJoin('launchpad_login_records', 'user_id', 'id')
            .select('id')
            .distinct()
            .where('organization_id', '=', organizationId)
            .where('id', '>', after)
            .$if(connectionId !== undefined, (query) => query.where('connection_id', '=', connectionId ?? ''))
            .orderBy('id')
            .limit(limit)
            .as('page'),
        (join) => join.onRef('page.id', '=', 'launchpad_login_records.user_id'),
      )
      .select(columns)
      .$if(connectionId !== undefined, (query) => query.where('connection_id', '=', connectionId ?? ''))
      .orderBy('launchpad_login_records.user_id')
      .orderBy('connection_id')
      .execute(),
  )
  return rows.map(toLoginRecord)
}

function toLoginRecord(row: Selectable<LoginRecordsTable>): LoginRecord {
  return {
    userId: row.user_id,
    connectionId: row.connection_id,
    count: Number(row.count),
    lastAt: toDate(row.last_at),
    lastIp: row.last_ip,
    lastUserAgent: row.last_user_agent,
  }
}
