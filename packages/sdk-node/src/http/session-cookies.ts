import { AuthError } from '../model/auth-error.ts'
import type { Session } from '../model/session.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import { isAlive, renewIfDue, type SessionLifetime } from '../sessions/create-session.ts'
import type { SealedSession, SessionSeal } from '../sessions/session-seal.ts'
import { readCookie, serializeCookie } from './cookies.ts'

/**
 * Of the whole Set-Cookie line, attributes too. Browsers drop a cookie whose name and value have more than 4096 bytes, and some have counted
 * the attributes, or stopped a few bytes before.
 *
 * @see RFC 6265, section 6.1
 */
const maxLine = 4090
/** A session that begins leaves this much: sealed again with another secret, or for longer, it has a few digits more. */
const reserve = 20

/** A session that begins, in its cookie. */
export interface WrittenCookie {
  readonly setCookie: string
  /** False: they did not fit, and have to be in the session's record by the time the cookie is sent. */
  readonly hasRoles: boolean
  /** Of the Set-Cookie line with all that is in the session, in bytes. */
  readonly neededBytes: number
}

/** The session in its cookie. One cookie, whatever the session: there are no parts of it that could get lost or stay behind. */
export interface SessionCookies {
  /** The live session of a request; null for none, a foreign one, or one that is over or known to be revoked. */
  readonly read: (source: HasHeaders, now: Date) => SealedSession | null
  /** Of a session that begins. @throws AuthError SESSION_TOO_LARGE when it does not fit even without its roles */
  readonly write: (session: Session, now: Date) => Promise<WrittenCookie>
  /**
   * Set-Cookie value of the renewed session; null while renewal is not due.
   *
   * @param source the request it came with: what its cookie holds is what the next one holds
   */
  readonly renew: (session: Session, source: HasHeaders, now: Date) => Promise<string | null>
  /** Set-Cookie value that removes the cookie. */
  readonly remove: () => string
}

/** What the cookies need of the sessions in them. */
export interface SessionKeeping {
  readonly seal: SessionSeal
  /** As far as this process knows. */
  readonly isRevoked: (session: SealedSession) => boolean
  /** Told of each new cookie of a session. Does not throw, and is not waited for. */
  readonly renewed: (session: SealedSession, now: Date) => void
}

/** @param settings of the config: cookie name, lifetimes, and whether our origin is https. */
export function createSessionCookies(
  settings: SessionLifetime & { readonly cookieName: string; readonly https: boolean },
  { seal, isRevoked, renewed }: SessionKeeping,
): SessionCookies {
  const { cookieName, https } = settings
  const set = (value: string, maxAgeSeconds: number): string =>
    serializeCookie(cookieName, value, { sameSite: 'Lax', secure: https, maxAgeSeconds })
  const toLine = async (session: SealedSession, now: Date): Promise<string> =>
    set(await seal.seal(session), Math.max(0, Math.floor((session.expiresAt.getTime() - now.getTime()) / 1000)))
  const read = (source: HasHeaders, now: Date): SealedSession | null => {
    const value = readCookie(source, cookieName)
    const session = value === null ? null : seal.open(value)
    return session !== null && isAlive(session, now) && !isRevoked(session) ? session : null
  }
  return Object.freeze({
    read,
    write: async (session, now) => {
      const whole = await toLine(session, now)
      const neededBytes = Buffer.byteLength(whole)
      if (fits(whole, maxLine - reserve)) return { setCookie: whole, hasRoles: true, neededBytes }
      const setCookie = await toLine({ ...session, roles: null }, now)
      if (fits(setCookie, maxLine - reserve)) return { setCookie, hasRoles: false, neededBytes }
      throw new AuthError(
        'SESSION_TOO_LARGE',
        `wanted a cookie of at most ${maxLine - reserve} bytes, the session needs ${neededBytes}, ` +
          `and ${Buffer.byteLength(setCookie)} without its roles`,
      )
    },
    renew: async (session, source, now) => {
      if (renewIfDue(session, settings, now) === null) return null
      const held = read(source, now)
      const next = held?.id === session.id ? renewIfDue(held, settings, now) : null
      const line = next === null ? null : await toLine(next, now)
      // One that has become too long stays as it is, instead of being dropped.
      if (next === null || line === null || !fits(line, maxLine)) return null
      renewed(next, now)
      return line
    },
    remove: () => set('', 0),
  } satisfies SessionCookies)
}

function fits(line: string, limit: number): boolean {
  return Buffer.byteLength(line) <= limit
}
