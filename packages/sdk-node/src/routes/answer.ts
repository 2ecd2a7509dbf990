import { AuthError } from '../model/auth-error.ts'
import { errorResponse } from './error-response.ts'
import { findRoute, listMethods } from './find-route.ts'
import type { Client, Kit } from './kit.ts'
import type { Kits } from './kits.ts'

/** Runs the route of a request. Whatever goes wrong becomes the one error answer: this never rejects. */
export async function answer(request: Request, client: Client, kits: Kits): Promise<Response> {
  const url = new URL(request.url)
  let kit = kits.main
  try {
    kit = kits.get(request)
    const { basePath, now } = kit.config
    const { run, params } = findRoute(request.method, pathBelow(basePath, url.pathname))
    const { sessionCookies } = kit
    return await run({ request, url, client, params, session: () => sessionCookies.read(request, now()) }, kit)
  } catch (error) {
    return withAllow(errorResponse(error, request, url.pathname, kit), url, kit)
  }
}

function pathBelow(basePath: string, pathname: string): string {
  if (pathname.startsWith(`${basePath}/`)) return pathname.slice(basePath.length)
  throw new AuthError('ROUTE_NOT_FOUND', `wanted a path below ${basePath}, got ${pathname.slice(0, 200)}`)
}

/** @see RFC 9110, section 15.5.6: a 405 must say what is allowed. */
function withAllow(response: Response, url: URL, { config }: Kit): Response {
  if (response.status === 405)
    response.headers.set('allow', listMethods(url.pathname.slice(config.basePath.length)).join(', '))
  return response
}
