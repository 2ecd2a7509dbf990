import { AuthError } from '../model/auth-error.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import { parseAllowedOrigins, type AllowedOrigins } from './allowed-origins.ts'
import type { AuthOptions } from './auth-options.ts'
import { parseOrigin } from './parse-origin.ts'
import type { Problems } from './surroundings.ts'
import { toUrl } from './to-url.ts'

/** Where the app is reached from outside. */
export interface Origins {
  readonly main: URL
  /**
   * The origin of ours that a request came to; null when there is one only, and no header is believed.
   *
   * @throws AuthError HOST_NOT_ALLOWED
   */
  readonly get: ((source: HasHeaders) => string) | null
}

/** `baseUrl` and `allowedBaseUrls`. @param problems takes what is wrong. */
export function parseOrigins(given: Pick<AuthOptions, 'baseUrl' | 'allowedBaseUrls'>, problems: Problems): Origins {
  const { baseUrl, allowedBaseUrls } = given
  if (typeof baseUrl === 'function') {
    if (!isList(allowedBaseUrls))
      problems.push('allowedBaseUrls must list the origins that the function baseUrl may answer')
    const allowed = parseAllowedOrigins('allowedBaseUrls', isList(allowedBaseUrls) ? allowedBaseUrls : [], problems)
    if (allowed.first === null)
      problems.push(`allowedBaseUrls must hold an origin without '*': the first such one is the main one`)
    return { main: allowed.first ?? placeholder(), get: (source) => getChosen(baseUrl, source, allowed) }
  }
  if (allowedBaseUrls !== undefined) problems.push('allowedBaseUrls belongs to a baseUrl that is a function')
  if (!isList(baseUrl)) return { main: parseOrigin('baseUrl', baseUrl, problems) ?? placeholder(), get: null }
  const allowed = parseAllowedOrigins('baseUrl', baseUrl, problems)
  if (typeof baseUrl[0] !== 'string' || baseUrl[0].includes('*'))
    problems.push(`baseUrl must begin with the main origin, without '*'`)
  return { main: allowed.first ?? placeholder(), get: (source) => getByHost(source, allowed) }
}

function getByHost(source: HasHeaders, allowed: AllowedOrigins): string {
  const host = source.headers.get('host') ?? null
  const origin = host === null ? findInUrl(source, allowed) : allowed.findByHost(host)
  if (origin !== null) return origin
  throw new AuthError('HOST_NOT_ALLOWED', `wanted a Host that baseUrl lists, got ${quote(host)}`)
}

/** A `Request` that came over no wire, in a test for example, has its host in its URL alone. */
function findInUrl(source: HasHeaders & { readonly url?: unknown }, allowed: AllowedOrigins): string | null {
  const url = typeof source.url === 'string' ? toUrl(source.url) : null
  return url !== null && allowed.has(url) ? url.origin : null
}

function getChosen(choose: (source: HasHeaders) => unknown, source: HasHeaders, allowed: AllowedOrigins): string {
  const chosen = call(choose, source)
  const url = typeof chosen === 'string' ? toUrl(chosen) : null
  if (url !== null && allowed.has(url)) return url.origin
  throw new AuthError('HOST_NOT_ALLOWED', `wanted an origin of allowedBaseUrls, baseUrl answered ${quote(chosen)}`)
}

function call(choose: (source: HasHeaders) => unknown, source: HasHeaders): unknown {
  try {
    return choose(source)
  } catch (cause) {
    throw new AuthError('HOST_NOT_ALLOWED', `the function baseUrl failed: ${String(cause)}`, { cause })
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** So that the rest can be checked too. */
function placeholder(): URL {
  return new URL('http://localhost')
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 200)}'` : `no text but ${typeof value}`
}
