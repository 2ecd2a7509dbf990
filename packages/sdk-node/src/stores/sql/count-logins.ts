import { sql } from 'kysely'
import type { EventDraft } from '../../model/event.ts'
import type { Database } from './database.ts'
import { Conflict, isForeignKeyViolation } from './failures.ts'
import { checkKey, toStorable } from './values.ts'

type LoginDraft = Extract<EventDraft, { readonly type: 'login.succeeded' }>

interface Logins {
  readonly count: number
  readonly last: LoginDraft
}

/** Counts the logins among events, inside the transaction that writes these. Who is not there any more is not counted. */
export async function countLogins(transaction: Database, drafts: readonly EventDraft[]): Promise<void> {
  const counted = new Map<string, Logins>()
  for (const draft of drafts)
    if (draft.type === 'login.succeeded' && draft.target.type === 'user') {
      const key = JSON.stringify([draft.target.id, draft.data.connectionId])
      counted.set(key, { count: (counted.get(key)?.count ?? 0) + 1, last: draft })
    }
  // Always in the same order, so that two that count the same people do not wait for each other.
  for (const [, logins] of [...counted].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    try {
      await count(transaction, logins)
    } catch (cause) {
      if (!isForeignKeyViolation(cause)) throw cause
      throw new Conflict('the user was removed while its login was counted', { cause })
    }
}

/** Reads the user in the same statement: a row without one could not be written, and what failed would be the whole login. */
async function count(transaction: Database, { count: logins, last }: Logins): Promise<void> {
  checkKey('event.data.connectionId', last.data.connectionId)
  const said = {
    last_at: last.occurredAt.getTime(),
    last_ip: toStorable(last.ip),
    last_user_agent: toStorable(last.userAgent),
  }
  await transaction
    .insertInto('launchpad_login_records')
    .columns(['user_id', 'connection_id', 'count', 'last_at', 'last_ip', 'last_user_agent'])
    .expression((query) =>
      query
        .selectFrom('launchpad_users')
        .select([
          'id',
          sql<string>`cast(${last.data.connectionId} as text)`.as('connection_id'),
          sql<number>`cast(${logins} as bigint)`.as('count'),
          sql<number>`cast(${said.last_at} as bigint)`.as('last_at'),
          sql<string | null>`cast(${said.last_ip} as text)`.as('last_ip'),
          sql<string | null>`cast(${said.last_user_agent} as text)`.as('last_user_agent'),
        ])
        .where('id', '=', last.target.id),
    )
    .onConflict((same) =>
      same.columns(['user_id', 'connection_id']).doUpdateSet({
        ...said,
        count: sql<number>`launchpad_login_records.count + ${logins}`,
      }),
    )
    .execute()
}
