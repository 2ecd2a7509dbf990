import { errorResponse } from './error-response.ts'
import { findRoute } from './find-route.ts'
import type { Client, Kit } from './kit.ts'

/** Runs the route of a request. Whatever goes wrong becomes the one error answer: this never rejects. */
export async function answer(request: Request, client: Client, kit: Kit): Promise<Response> {
  const url = new URL(request.url)
  const { basePath, now } = kit.config
  const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : url.pathname
  try {
    const { run, params } = findRoute(request.method, path)
    return await run({ request, url, client, params, session: () => kit.sessionCookies.read(request, now()) }, kit)
  } catch (error) {
    return errorResponse(error, request, url.pathname, kit)
  }
}
