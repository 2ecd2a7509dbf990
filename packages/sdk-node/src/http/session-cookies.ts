import type { Session } from '../model/session.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import { isAlive, renewIfDue, type SessionLifetime } from '../sessions/create-session.ts'
import type { SessionSeal } from '../sessions/session-seal.ts'
import { readCookie, serializeCookie } from './cookies.ts'

/** The session in its cookie. */
export interface SessionCookies {
  /** The live session of a request; null for none, a foreign one, or one that is over or known to be revoked. */
  readonly read: (source: HasHeaders, now: Date) => Session | null
  /** Set-Cookie value. @throws AuthError SESSION_TOO_LARGE */
  readonly write: (session: Session, now: Date) => Promise<string>
  /** Set-Cookie value of the renewed session; null while renewal is not due. */
  readonly renew: (session: Session, now: Date) => Promise<string | null>
  /** Set-Cookie value that removes the cookie. */
  readonly remove: () => string
}

/**
 * @param settings of the config: cookie name, lifetimes, and whether our origin is https.
 * @param isRevoked as far as this process knows.
 */
export function createSessionCookies(
  settings: SessionLifetime & { readonly cookieName: string; readonly https: boolean },
  seal: SessionSeal,
  isRevoked: (session: Session) => boolean,
): SessionCookies {
  const { cookieName, https } = settings
  const set = (value: string, maxAgeSeconds: number): string =>
    serializeCookie(cookieName, value, { sameSite: 'Lax', secure: https, maxAgeSeconds })
  const write = async (session: Session, now: Date): Promise<string> =>
    set(await seal.seal(session), Math.max(0, Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000)))
  return Object.freeze({
    read: (source: HasHeaders, now: Date): Session | null => {
      const value = readCookie(source, cookieName)
      const session = value === null ? null : seal.open(value)
      return session !== null && isAlive(session, now) && !isRevoked(session) ? session : null
    },
    write,
    renew: async (session: Session, now: Date): Promise<string | null> => {
      const renewed = renewIfDue(session, settings, now)
      return renewed === null ? null : write(renewed, now)
    },
    remove: () => set('', 0),
  })
}
