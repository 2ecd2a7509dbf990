/** What our cookies are called. */
export interface CookieNames {
  /** The sealed session. */
  readonly session: string
  /** A random key that binds a login form to the browser it was shown in. */
  readonly browser: string
}

/** `__Host-` on https. On http the port is part of the name: all services on `localhost` share one cookie jar. */
export function toCookieNames(issuer: URL): CookieNames {
  return { session: toCookieName('session', issuer), browser: toCookieName('browser', issuer) }
}

/** The name of one cookie of the service. */
export function toCookieName(name: string, issuer: URL): string {
  if (issuer.protocol === 'https:') return `__Host-launchpad-identity-${name}`
  return `launchpad-identity-${name}-${issuer.port === '' ? '80' : issuer.port}`
}

/** A name that comes twice counts as absent: another site of the domain may have planted one of the two. */
export function parseCookies(header: string | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=')
    if (equals < 1) continue
    const name = pair.slice(0, equals).trim()
    if (found.has(name)) twice.add(name)
    found.set(name, pair.slice(equals + 1).trim())
  }
  for (const name of twice) found.delete(name)
  return found
}

/** A `Set-Cookie` value. Ours are never sent with cross-site requests except when the person follows a link. */
export function formatCookie(name: string, value: string, issuer: URL, maxAgeSeconds?: number): string {
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (issuer.protocol === 'https:') parts.push('Secure')
  if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${maxAgeSeconds}`)
  return parts.join('; ')
}
