import type { IncomingMessage, ServerResponse } from 'node:http'
import { pickLocale, type Locale } from '@launchpad-sso/sdk-node/node'
import { parseCookies } from './cookies.ts'

/** One request, read once. */
export interface Visit {
  readonly method: string
  /** On our own origin, whatever `Host` says. */
  readonly url: URL
  readonly cookies: ReadonlyMap<string, string>
  readonly locale: Locale
  /** What stands for the last, variable part of the path, such as the id of an application. Empty without one. */
  readonly parameter: string
  /** For what only the raw request has: the body, and the cookies that oidc-provider signs. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Reads what a request says about itself. The body stays unread. */
export function toVisit(request: IncomingMessage, response: ServerResponse, issuer: URL): Omit<Visit, 'parameter'> {
  return {
    method: request.method ?? 'GET',
    url: toOwnUrl(request.url ?? '/', issuer),
    cookies: parseCookies(request.headers.cookie),
    locale: pickLocale(request.headers['accept-language'] ?? null),
    request,
    response,
  }
}

/** The target may be `//other.test/` or an absolute URL: only its path and query count. */
function toOwnUrl(target: string, issuer: URL): URL {
  const queryStart = target.indexOf('?')
  const url = new URL(issuer.origin)
  url.pathname = queryStart === -1 ? target : target.slice(0, queryStart)
  url.search = queryStart === -1 ? '' : target.slice(queryStart)
  return url
}
