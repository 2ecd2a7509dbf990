import type { Account } from '../accounts/account.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { IdpSession } from './idp-session.ts'
import type { Sessions } from './sessions.ts'

/** The person at the browser. */
export interface Current {
  readonly session: IdpSession
  readonly account: Account
}

/** Who is signed in; null when nobody is, or the account is gone. */
export async function findCurrent(
  cookies: ReadonlyMap<string, string>,
  cookieName: string,
  { sessions, accounts }: { readonly sessions: Sessions; readonly accounts: Accounts },
): Promise<Current | null> {
  const sealed = cookies.get(cookieName)
  const session = sealed === undefined ? null : await sessions.open(sealed)
  const account = session === null ? null : accounts.find(session.accountId)
  return session === null || account === null ? null : { session, account }
}
