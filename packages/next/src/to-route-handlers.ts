import type { Auth } from '@launchpad-sso/sdk-node'

/** What `app/auth/[...path]/route.ts` exports. */
export type RouteHandlers = Readonly<
  Record<'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', (request: Request) => Promise<Response>>
>

export interface RouteHandlerOptions {
  /**
   * Address of the browser, for the rate limit; null when unknown.
   *
   * @default the last entry of `x-forwarded-for`: the one that the nearest proxy has written. Those before it are whatever
   * the client sent. Behind several proxies of your own, take the entry that the outermost one wrote.
   */
  readonly clientIp?: (request: Request) => string | null
}

/** The SDK's URLs as a route handler: `export const { GET, HEAD, POST, PUT, PATCH, DELETE } = toRouteHandlers(auth)`. */
export function toRouteHandlers(auth: Auth, options: RouteHandlerOptions = {}): RouteHandlers {
  const { clientIp = lastForwarded } = options
  const handle = (request: Request): Promise<Response> => auth.handler(request, { ip: clientIp(request) })
  return { GET: handle, HEAD: handle, POST: handle, PUT: handle, PATCH: handle, DELETE: handle }
}

function lastForwarded({ headers }: Request): string | null {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null
}
