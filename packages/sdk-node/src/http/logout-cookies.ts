import type { HasHeaders } from '../ports/has-headers.ts'
import { readCookie, serializeCookie } from './cookies.ts'

/** Long enough to answer a question of the identity provider; nothing is lost but the way back when it is over. */
const lifetimeSeconds = 15 * 60

/** A sign-out between leaving for the identity provider and coming back. */
export interface PendingLogout {
  /** The `state` or RelayState; for SAML also the id of the LogoutRequest. */
  readonly logoutId: string
  readonly connectionId: string
  /** Where it goes on then, as it was asked for: to be judged again, because a cookie is the browser's. */
  readonly returnTo: string
}

/** What this browser remembers of its sign-out. One at a time: whoever is signed out has nothing left to sign out of. */
export interface LogoutCookies {
  /** Set-Cookie value. */
  readonly write: (pending: PendingLogout) => string
  readonly read: (source: HasHeaders) => PendingLogout | null
  /** Set-Cookie value that removes the cookie. */
  readonly remove: () => string
}

/** @param https whether our origin is https. */
export function createLogoutCookies(cookieName: string, https: boolean): LogoutCookies {
  const name = `${cookieName}-logout`
  const set = (value: string, maxAgeSeconds: number): string =>
    // None, because a SAML LogoutResponse may be a cross-site POST; without https as the cookies of pending logins.
    serializeCookie(name, value, { sameSite: https ? 'None' : null, secure: https, maxAgeSeconds })
  return Object.freeze({
    write: ({ logoutId, connectionId, returnTo }) =>
      set([logoutId, connectionId, Buffer.from(returnTo).toString('base64url')].join('.'), lifetimeSeconds),
    read: (source) => {
      const [logoutId, connectionId, returnTo] = readCookie(source, name)?.split('.') ?? []
      if (!logoutId || !connectionId || !returnTo) return null
      return { logoutId, connectionId, returnTo: Buffer.from(returnTo, 'base64url').toString() }
    },
    remove: () => set('', 0),
  } satisfies LogoutCookies)
}
