import type { Config } from '../config/config.ts'
import type { Connection } from '../model/connection.ts'

/** Where the identity provider sends the browser back to: the ACS URL or the redirect URI. */
export function replyUrl(config: Config, connection: Pick<Connection, 'id' | 'type'>): URL {
  const path = connection.type === 'saml' ? `/saml/${connection.id}/acs` : `/oidc/${connection.id}/callback`
  return new URL(config.basePath + path, config.baseUrl)
}

/** The sign-in URL, as a path on our origin. Parameters without a value are left out. */
export function loginPath(basePath: string, parameters: Readonly<Record<string, string | null | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  const text = query.toString()
  return `${basePath}/login${text === '' ? '' : `?${text}`}`
}
