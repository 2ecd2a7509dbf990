import { isLoginId } from '../model/pending-login.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import { readCookie, readCookies, serializeCookie } from './cookies.ts'

/** A browser may have this many sign-ins open at once; header sizes are not endless. */
const maxPending = 5

/** One sign-in that the browser has begun. */
export interface PendingCookie {
  readonly loginId: string
  readonly browserKey: string
  readonly startedAt: Date
  /** The connection whose unsolicited reply was turned into this login; null for an ordinary one. */
  readonly convertedFrom: string | null
}

/** One cookie per sign-in, so that two tabs do not take each other's. */
export interface LoginCookies {
  /** Set-Cookie values: the new login's, and the removal of the oldest when there are too many. */
  readonly add: (source: HasHeaders, login: PendingCookie, lifetimeSeconds: number) => readonly string[]
  readonly find: (source: HasHeaders, loginId: string) => PendingCookie | null
  readonly list: (source: HasHeaders) => readonly PendingCookie[]
  /** Set-Cookie value that removes the login's cookie. */
  readonly remove: (loginId: string) => string
}

/** @param https whether our origin is https. */
export function createLoginCookies(cookieName: string, https: boolean): LoginCookies {
  const prefix = `${cookieName}-`
  const write = (loginId: string, value: string, maxAgeSeconds: number): string =>
    // None, because a SAML reply is a cross-site POST and a Lax cookie would stay at home. Browsers take None on https only.
    // On http (loopback, so development) the attribute is left out: browsers then send a young cookie with such a POST too.
    serializeCookie(prefix + loginId, value, { sameSite: https ? 'None' : null, secure: https, maxAgeSeconds })
  const list = (source: HasHeaders): readonly PendingCookie[] =>
    readCookies(source, prefix)
      .map(([loginId, value]) => parseValue(loginId, value))
      .filter((one) => one !== null)
  return Object.freeze({
    add: (source: HasHeaders, login: PendingCookie, lifetimeSeconds: number): readonly string[] => {
      const oldestFirst = [...list(source)].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime())
      const surplus = oldestFirst.slice(0, Math.max(0, oldestFirst.length - maxPending + 1))
      return [...surplus.map((old) => write(old.loginId, '', 0)), write(login.loginId, toValue(login), lifetimeSeconds)]
    },
    find: (source: HasHeaders, loginId: string): PendingCookie | null => {
      const value = readCookie(source, prefix + loginId)
      return value === null ? null : parseValue(loginId, value)
    },
    list,
    remove: (loginId: string): string => write(loginId, '', 0),
  })
}

function toValue({ browserKey, startedAt, convertedFrom }: PendingCookie): string {
  const parts = [browserKey, Math.floor(startedAt.getTime() / 1000).toString(36)]
  return (convertedFrom === null ? parts : [...parts, convertedFrom]).join('.')
}

function parseValue(loginId: string, value: string): PendingCookie | null {
  const [browserKey, seconds, convertedFrom] = value.split('.')
  const startedAt = new Date(Number.parseInt(seconds ?? '', 36) * 1000)
  // Other apps of this host may have cookies whose names begin like ours.
  if (!isLoginId(loginId) || !browserKey || Number.isNaN(startedAt.getTime())) return null
  return { loginId, browserKey, startedAt, convertedFrom: convertedFrom ?? null }
}
