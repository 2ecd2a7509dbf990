import { toWebUrl } from '../launchpad/to-web-url.ts'

/** How to sign out. */
export interface SignOutOptions {
  /** Path on this origin to go to. Without it: `/`. */
  readonly returnTo?: string | undefined
  /** Whether the session at the identity provider ends too. Without it: as the connection says. */
  readonly singleLogout?: boolean | undefined
}

/** Where the browser has to go now. */
export interface LogoutStep {
  /** At the identity provider, which sends it back; null: nowhere. */
  readonly logoutUrl: string | null
  /** What is posted there; null: nothing. */
  readonly logoutFields: Readonly<Record<string, string>> | null
}

/**
 * Ends the session with `POST {basePath}/logout`.
 *
 * @throws Error when there is no answer, or none that says that it has ended.
 */
export async function postLogout(
  basePath: string,
  { returnTo = '/', singleLogout }: SignOutOptions,
): Promise<LogoutStep> {
  const url = `${basePath}/logout`
  const body = new URLSearchParams({ return_to: returnTo })
  if (singleLogout !== undefined) body.set('single_logout', String(singleLogout))
  const response = await fetch(url, { method: 'POST', headers: { accept: 'application/json' }, body })
  if (!response.ok) throw new Error(`${url}: expected the session to end, got status ${response.status}`)
  const { logoutUrl, logoutFields } = ((await response.json()) ?? {}) as Record<string, unknown>
  const target = toWebUrl(logoutUrl, location.href)
  return { logoutUrl: target, logoutFields: target === null ? null : toFields(logoutFields) }
}

function toFields(value: unknown): LogoutStep['logoutFields'] {
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}
