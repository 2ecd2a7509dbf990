interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly path: string
  readonly secure: boolean
  readonly sameSite: 'strict' | 'lax' | 'none'
}

/** What a browser remembers of the sites it visited. */
export interface CookieJar {
  /** Value of the `Cookie` header. */
  readonly header: (url: URL, crossSite: 'no' | 'link' | 'form') => string
  readonly store: (url: URL, setCookies: readonly string[]) => void
  readonly get: (name: string) => string | null
  readonly set: (name: string, value: string) => void
  readonly names: () => readonly string[]
}

/** By host, path and name; ports share a jar, as in real browsers. */
export function createCookieJar(): CookieJar {
  const jar = new Map<string, Cookie>()
  const mayTravel = ({ sameSite }: Cookie, crossSite: 'no' | 'link' | 'form'): boolean =>
    crossSite === 'no' || sameSite === 'none' || (sameSite === 'lax' && crossSite === 'link')
  return {
    header: (url, crossSite) =>
      [...jar.values()]
        .filter((cookie) => cookie.host === url.hostname && isBelow(url.pathname, cookie.path))
        .filter((cookie) => (!cookie.secure || url.protocol === 'https:') && mayTravel(cookie, crossSite))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    store: (url, setCookies) => {
      for (const text of setCookies) {
        const { cookie, isGone } = parseSetCookie(url, text)
        const key = [cookie.host, cookie.path, cookie.name].join(' ')
        jar.delete(key)
        if (!isGone) jar.set(key, cookie)
      }
    },
    get: (name) => [...jar.values()].find((cookie) => cookie.name === name)?.value ?? null,
    set: (name, value) => {
      for (const [key, cookie] of jar) if (cookie.name === name) jar.set(key, { ...cookie, value })
    },
    names: () => [...jar.values()].map(({ name }) => name),
  }
}

/** @see RFC 6265, section 5.1.4 */
function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}

function parseSetCookie(url: URL, text: string): { readonly cookie: Cookie; readonly isGone: boolean } {
  const [pair = '', ...rest] = text.split(';').map((part) => part.trim())
  const equals = pair.indexOf('=')
  const attributes = new Map(
    rest.map((part) => [part.split('=')[0]?.toLowerCase() ?? '', part.slice(part.indexOf('=') + 1)]),
  )
  const maxAge = attributes.get('max-age')
  const expires = attributes.get('expires')
  const sameSite = attributes.get('samesite')?.toLowerCase()
  return {
    cookie: {
      name: pair.slice(0, equals),
      value: pair.slice(equals + 1),
      host: url.hostname,
      path: attributes.get('path') ?? '/',
      secure: attributes.has('secure'),
      sameSite: sameSite === 'none' || sameSite === 'strict' ? sameSite : 'lax',
    },
    isGone: maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0,
  }
}
