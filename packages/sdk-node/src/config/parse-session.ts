import type { SessionOptions } from './auth-options.ts'
import type { Config } from './config.ts'

/** @param problems takes what is wrong. */
export function parseSession(options: SessionOptions, baseUrl: URL, problems: string[]): Config['session'] {
  const idleSeconds = options.idleSeconds ?? 86_400
  const absoluteSeconds = options.absoluteSeconds ?? 604_800
  const plainCookieName = options.cookieName ?? 'launchpad'
  if (!Number.isInteger(idleSeconds) || idleSeconds < 60)
    problems.push(`session.idleSeconds must be a whole number of at least 60, is ${idleSeconds}`)
  if (!Number.isInteger(absoluteSeconds) || absoluteSeconds < idleSeconds)
    problems.push(
      `session.absoluteSeconds must be a whole number and not below idleSeconds (${idleSeconds}), is ${absoluteSeconds}`,
    )
  if (!/^[A-Za-z0-9-]{1,40}$/.test(plainCookieName))
    problems.push(`session.cookieName must be letters, digits and hyphens, is '${plainCookieName}'`)
  const cookieName = toCookieName(plainCookieName, baseUrl)
  return Object.freeze({
    idleSeconds,
    absoluteSeconds,
    plainCookieName,
    cookieName,
    keepTokens: options.keepTokens ?? false,
  })
}

/**
 * The session cookie's name at one origin. The prefix makes the browser refuse the cookie unless it is Secure, host-only and
 * for '/': no subdomain can set it. Cookies do not know ports, so on http, where several apps share localhost, the port is part
 * of the name.
 */
export function toCookieName(name: string, baseUrl: URL): string {
  return baseUrl.protocol === 'https:' ? `__Host-${name}` : [name, baseUrl.port].filter(Boolean).join('-')
}
