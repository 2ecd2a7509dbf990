import { AuthError } from '../model/auth-error.ts'
import { isLoginId, type PendingLogin } from '../model/pending-login.ts'
import type { Logins } from '../ports/store.ts'
import { isBrowserKey } from './login-secrets.ts'

/** What the browser brought to prove that it started the login. */
export interface BrowserProof {
  readonly loginId: string | null
  readonly browserKey: string | null
  /** The connection in the path it came back to. */
  readonly connectionId: string
}

/**
 * Takes the login out of the store, once and for all: this is the first guard against replay. Then the browser must be the
 * one that left, and it must have come back to the connection it left for.
 *
 * @throws AuthError LOGIN_EXPIRED, LOGIN_BROWSER_MISMATCH, LOGIN_CONNECTION_MISMATCH
 */
export async function takeLogin(proof: BrowserProof, logins: Logins, now: Date): Promise<PendingLogin> {
  const { loginId, browserKey, connectionId } = proof
  if (!isLoginId(loginId)) throw new AuthError('LOGIN_EXPIRED', 'the reply names no login of ours')
  const login = await logins.take(loginId, now)
  if (login === null)
    throw new AuthError('LOGIN_EXPIRED', 'the login is unknown, expired or used', {
      context: { connectionId, loginId },
    })
  const context = { connectionId: login.connectionId, loginId, returnTo: login.returnTo }
  if (browserKey === null || !isBrowserKey(browserKey, login.browserKeyHash)) {
    const got = browserKey === null ? 'the browser brought no key' : 'the browser brought another key'
    throw new AuthError('LOGIN_BROWSER_MISMATCH', `wanted the key of the browser that started the login, ${got}`, {
      context,
    })
  }
  if (login.connectionId !== connectionId)
    throw new AuthError(
      'LOGIN_CONNECTION_MISMATCH',
      `the login went to '${login.connectionId}', the reply came to '${connectionId}'`,
      { context },
    )
  return login
}
