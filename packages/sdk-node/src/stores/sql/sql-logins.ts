import type { Memo } from '../../model/memo.ts'
import type { PendingLogin } from '../../model/pending-login.ts'
import type { Logins } from '../../ports/store.ts'
import type { Queries } from './engine.ts'
import { createSweeper, sweepBatch } from './sweep.ts'
import { toDate } from './values.ts'

/** No login lives longer. `put` is not told the time, so it reckons back from the login it is given. */
const longestLifeMs = 3_600_000
const columns = ['id', 'connection_id', 'return_to', 'memo', 'browser_key_hash', 'expires_at', 'test_id'] as const

/** Logins in a table. Taking one is one DELETE: of many takers the database gives the row to one. */
export function sqlLogins({ run }: Queries): Logins {
  const sweep = createSweeper((expiredBy) =>
    run((db) =>
      db
        .deleteFrom('launchpad_logins')
        .where('id', 'in', (expired) =>
          expired
            .selectFrom('launchpad_logins')
            .select('id')
            .where('expires_at', '<=', expiredBy)
            .orderBy('expires_at')
            .limit(sweepBatch),
        )
        .execute(),
    ),
  )
  return Object.freeze({
    put: async (login) => {
      const { id, ...rest } = toRow(login)
      await run((db) =>
        db
          .insertInto('launchpad_logins')
          .values({ id, ...rest })
          .onConflict((same) => same.column('id').doUpdateSet(rest))
          .execute(),
      )
      await sweep(rest.expires_at - longestLifeMs)
    },
    take: async (id, now) => {
      const row = await run((db) =>
        db.deleteFrom('launchpad_logins').where('id', '=', id).returning(columns).executeTakeFirst(),
      )
      return row !== undefined && Number(row.expires_at) > now.getTime() ? toLogin(row) : null
    },
  } satisfies Logins)
}

interface Row {
  readonly id: string
  readonly connection_id: string
  readonly return_to: string
  readonly memo: string
  readonly browser_key_hash: string
  readonly test_id: string | null
}

function toRow(login: PendingLogin): Row & { readonly expires_at: number } {
  return {
    id: login.id,
    connection_id: login.connectionId,
    return_to: login.returnTo,
    memo: JSON.stringify(login.memo),
    browser_key_hash: login.browserKeyHash,
    expires_at: login.expiresAt.getTime(),
    test_id: login.testId,
  }
}

function toLogin(row: Row & { readonly expires_at: number | string }): PendingLogin {
  return {
    id: row.id,
    connectionId: row.connection_id,
    returnTo: row.return_to,
    memo: JSON.parse(row.memo) as Memo,
    browserKeyHash: row.browser_key_hash,
    expiresAt: toDate(row.expires_at),
    testId: row.test_id,
  }
}
