import type { Connection } from '../model/connection.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import type { Outside } from '../ports/outside.ts'
import type { Handoff } from '../ports/protocol.ts'
import type { Logins } from '../ports/store.ts'
import { hashBrowserKey, newBrowserKey, newLoginId } from './login-secrets.ts'
import type { Protocols } from './protocols.ts'

/** Ten minutes to type a password and find the second factor. */
export const loginSeconds = 600

/** What a login is started with. */
export interface LoginAsk {
  readonly connection: Connection
  readonly replyTo: URL
  readonly loginHint: string | null
  /** A path on our origin; see `toReturnPath`. */
  readonly returnTo: string
  readonly forceAuthn: boolean
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
  const { connection, replyTo, loginHint, forceAuthn, returnTo, testId = null } = ask
  const loginId = newLoginId()
  const browserKey = newBrowserKey()
  const { handoff, memo } = await protocols.start({ connection, loginId, replyTo, loginHint, forceAuthn }, outside)
  const login: PendingLogin = {
    id: loginId,
    connectionId: connection.id,
    returnTo,
    memo,
    browserKeyHash: hashBrowserKey(browserKey),
    expiresAt: new Date(outside.now().getTime() + loginSeconds * 1000),
    testId,
  }
  await logins.put(login)
  return { loginId, browserKey, handoff }
}

/** When the login began. */
export function startOf(login: PendingLogin): Date {
  return new Date(login.expiresAt.getTime() - loginSeconds * 1000)
}
