import { noPolicy, type AuthenticationRule } from '../model/authentication-policy.ts'
import type { Connection } from '../model/connection.ts'
import type { ReplacedSession } from '../model/memo.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import type { Outside } from '../ports/outside.ts'
import type { Handoff } from '../ports/protocol.ts'
import type { Logins } from '../ports/store.ts'
import { hashBrowserKey, newBrowserKey, newLoginId } from './login-secrets.ts'
import type { Protocols } from './protocols.ts'
import { toWish } from './to-wish.ts'

/** Ten minutes to type a password and find the second factor. */
export const loginSeconds = 600

/** What a login is started with. */
export interface LoginAsk {
  readonly connection: Connection
  readonly replyTo: URL
  readonly loginHint: string | null
  /** A path on our origin; see `toReturnPath`. */
  readonly returnTo: string
  /** Of the organization, as far as it is known. @default it asks for nothing */
  readonly policy?: AuthenticationRule
  /** Of somebody who is to be checked again. @default null */
  readonly stepUp?: AuthenticationRule | null
  /** Of the browser. @default null */
  readonly current?: ReplacedSession | null
  /** Of a test sign-in. @default null */
  readonly testId?: string
}

export interface StartedLogin {
  readonly loginId: string
  /** For the browser's cookie. The store knows only its hash. */
  readonly browserKey: string
  readonly handoff: Handoff
}

/** Asks the protocol where to go, and remembers the login. Nothing is remembered when the protocol cannot start. */
export async function startLogin(
  ask: LoginAsk,
  logins: Logins,
  protocols: Protocols,
  outside: Outside,
): Promise<StartedLogin> {
  const { connection, replyTo, loginHint, returnTo, policy = noPolicy, stepUp = null, testId = null } = ask
  const replaces = toReplaced(ask.current ?? null)
  const loginId = newLoginId()
  const browserKey = newBrowserKey()
  const wish = toWish(policy, stepUp)
  const { handoff, memo } = await protocols.start({ connection, loginId, replyTo, loginHint, ...wish }, outside)
  const login: PendingLogin = {
    id: loginId,
    connectionId: connection.id,
    returnTo,
    memo: { ...memo, ...(stepUp !== null && { stepUp }), ...(replaces !== null && { replaces }) },
    browserKeyHash: hashBrowserKey(browserKey),
    expiresAt: new Date(outside.now().getTime() + loginSeconds * 1000),
    testId,
  }
  await logins.put(login)
  return { loginId, browserKey, handoff }
}

/** No more of it than is needed: it is kept with the login. */
function toReplaced(current: ReplacedSession | null): ReplacedSession | null {
  return current && { id: current.id, user: { id: current.user.id }, organization: { id: current.organization.id } }
}

/** When the login began. */
export function startOf(login: PendingLogin): Date {
  return new Date(login.expiresAt.getTime() - loginSeconds * 1000)
}
