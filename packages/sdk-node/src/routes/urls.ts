import type { Config } from '../config/config.ts'
import type { Connection } from '../model/connection.ts'

/** Where the identity provider sends the browser back to: the ACS URL or the redirect URI. */
export function replyUrl(config: Config, connection: Pick<Connection, 'id' | 'type'>): URL {
  const path = connection.type === 'saml' ? `/saml/${connection.id}/acs` : `/oidc/${connection.id}/callback`
  return new URL(config.basePath + path, config.baseUrl)
}

/** Where the identity provider sends the browser back to after a sign-out. */
export function logoutReturnUrl(config: Config, connection: Pick<Connection, 'id' | 'type'>): URL {
  const path = connection.type === 'saml' ? `/saml/${connection.id}/slo` : `/oidc/${connection.id}/logged-out`
  return new URL(config.basePath + path, config.baseUrl)
}

type Parameters = Readonly<Record<string, string | null | undefined>>

/** The sign-in URL, as a path on our origin. Parameters without a value are left out. */
export function loginPath(basePath: string, parameters: Parameters): string {
  return withQuery(`${basePath}/login`, parameters)
}

/** The URL of the page that explains a 403, as a path on our origin. */
export function deniedPath(basePath: string, parameters: Parameters): string {
  return withQuery(`${basePath}/denied`, parameters)
}

/** A path with parameters behind it. Those without a value are left out. */
export function withQuery(path: string, parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
