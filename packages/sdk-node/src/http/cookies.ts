import type { HasHeaders } from '../ports/has-headers.ts'

/** Attributes of the cookies we set. All are HttpOnly and for '/', as `__Host-` demands. */
export interface CookieAttributes {
  /** Null leaves it to the browser's default. */
  readonly sameSite: 'Lax' | 'None' | null
  readonly secure: boolean
  /** 0 removes the cookie. */
  readonly maxAgeSeconds: number
}

/**
 * The cookie's value; null when it is absent or stands there twice with different values: somebody else planted one of
 * them, and there is no telling which.
 */
export function readCookie(source: HasHeaders, name: string): string | null {
  const header = source.headers.get('cookie')
  if (!header) return null
  let value: string | null = null
  for (const [key, candidate] of cookiePairs(header)) {
    if (key !== name || candidate === value) continue
    if (value !== null) return null
    value = candidate
  }
  return value
}

/** All cookies whose name begins with the prefix: the rest of the name, and the value. */
export function readCookies(source: HasHeaders, prefix: string): readonly (readonly [suffix: string, value: string])[] {
  const header = source.headers.get('cookie')
  if (!header) return []
  const found: [string, string][] = []
  for (const [key, value] of cookiePairs(header))
    if (key.startsWith(prefix)) found.push([key.slice(prefix.length), value])
  return found
}

/** A `Set-Cookie` value. The cookie's value must need no quoting: ours are base64url and a few marks. */
export function serializeCookie(name: string, value: string, attributes: CookieAttributes): string {
  const { sameSite, secure, maxAgeSeconds } = attributes
  return `${name}=${value}; Path=/; HttpOnly; Max-Age=${maxAgeSeconds}${sameSite === null ? '' : `; SameSite=${sameSite}`}${secure ? '; Secure' : ''}`
}

function* cookiePairs(header: string): Generator<readonly [name: string, value: string]> {
  let start = 0
  while (start < header.length) {
    let end = header.indexOf(';', start)
    if (end === -1) end = header.length
    const equals = header.indexOf('=', start)
    if (equals !== -1 && equals < end) yield [header.slice(start, equals).trim(), header.slice(equals + 1, end).trim()]
    start = end + 1
  }
}
