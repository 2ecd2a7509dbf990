import type { Memo } from './memo.ts'

/** One sign-in between leaving and coming back. */
export interface PendingLogin {
  /** Opaque; it is the RelayState, the `state` and the id of the AuthnRequest. Starts with {@link loginIdPrefix}. */
  readonly id: string
  readonly connectionId: string
  /** A path on our own origin. */
  readonly returnTo: string
  readonly memo: Memo
  /** SHA-256 of the key in the browser's cookie, base64url. */
  readonly browserKeyHash: string
  readonly expiresAt: Date
  /** Set for a test of the connection: what comes back is shown and signs nobody in. */
  readonly testId: string | null
}

/** Tells our own RelayState from one that an IdP made up. A letter first, because it is an XML ID too. */
export const loginIdPrefix = 'login-'

/** True for an id of our making; says nothing about whether such a login exists. */
export function isLoginId(text: string | null): text is string {
  return text !== null && text.startsWith(loginIdPrefix) && /^[A-Za-z0-9_-]{32}$/.test(text.slice(loginIdPrefix.length))
}
