import { AuthError } from '../model/auth-error.ts'
import { errorResponse } from './error-response.ts'
import { findRoute } from './find-route.ts'
import type { Client, Kit } from './kit.ts'

/** Runs the route of a request. Whatever goes wrong becomes the one error answer: this never rejects. */
export async function answer(request: Request, client: Client, kit: Kit): Promise<Response> {
  const url = new URL(request.url)
  const { basePath, now } = kit.config
  try {
    const { run, params } = findRoute(request.method, pathBelow(basePath, url.pathname))
    return await run({ request, url, client, params, session: () => kit.sessionCookies.read(request, now()) }, kit)
  } catch (error) {
    return errorResponse(error, request, url.pathname, kit)
  }
}

function pathBelow(basePath: string, pathname: string): string {
  if (pathname.startsWith(`${basePath}/`)) return pathname.slice(basePath.length)
  throw new AuthError('ROUTE_NOT_FOUND', `wanted a path below ${basePath}, got ${pathname.slice(0, 200)}`)
}
