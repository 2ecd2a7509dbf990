import { sql, type RawBuilder } from 'kysely'
import type { User } from '../../model/user.ts'
import type { UserFilter } from '../../ports/directory-store.ts'
import { batchesOf } from './batches-of.ts'
import type { Queries } from './engine.ts'
import { toUser, userColumns } from './user-rows.ts'
import { isKey } from './values.ts'

/** Those who are wanted, in the order of their ids. */
export async function listUsers({ run }: Queries, filter: UserFilter): Promise<readonly User[]> {
  const { after, statuses, withRole, search, limit } = filter
  const organizationIds = filter.organizationIds.filter(isKey)
  if (organizationIds.length === 0 || statuses?.length === 0) return []
  if ((after !== undefined && !isKey(after)) || (search !== undefined && !isKey(search))) return []
  const rows = await run((db) =>
    db
      .selectFrom('launchpad_users')
      .select(userColumns)
      .where('organization_id', 'in', organizationIds)
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .$if(statuses !== undefined, (query) => query.where('status', 'in', statuses ?? []))
      .$if(withRole === true, (query) => query.where('roles', '<>', '[]'))
      .$if(search !== undefined, (query) => query.where(holds(search ?? '')))
      .orderBy('id')
      .limit(limit)
      .execute(),
  )
  return rows.map(toUser)
}

/** Those of these ids that there are. */
export async function findUsers({ run }: Queries, userIds: readonly string[]): Promise<readonly User[]> {
  const found: User[] = []
  for (const some of batchesOf([...new Set(userIds)].filter(isKey))) {
    const rows = await run((db) =>
      db.selectFrom('launchpad_users').select(userColumns).where('id', 'in', some).execute(),
    )
    found.push(...rows.map(toUser))
  }
  return found
}

export async function countUsers({ run }: Queries, organizationId: string): Promise<number> {
  if (!isKey(organizationId)) return 0
  const { count } = await run((db) =>
    db
      .selectFrom('launchpad_users')
      .select((query) => query.fn.countAll().as('count'))
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow(),
  )
  return Number(count)
}

/** The escape is no backslash, which not every setting of PostgreSQL reads alike. */
function holds(search: string): RawBuilder<boolean> {
  const pattern = `%${search.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`
  const written = sql`lower(coalesce(name, '') || ' ' || coalesce(email, ''))`
  return sql<boolean>`coalesce(search_text, ${written}) like ${pattern} escape '!'`
}
