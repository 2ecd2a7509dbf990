import { withHeaders } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import { currentSession } from './current-session.ts'
import { answerFailure } from './error-response.ts'
import { toAuthError } from './to-auth-error.ts'
import { findRoute, listMethods, type FoundRoute } from './find-route.ts'
import type { Client, Kit } from './kit.ts'
import type { Kits } from './kits.ts'
import { recordFailedLogin } from './record-failed-login.ts'
import { reportFailure } from './report-failure.ts'
import type { Answer } from '../ports/answer.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

/** Runs the route of a request. Whatever goes wrong becomes the one error answer: this never rejects. */
export async function answer(request: IncomingRequest, client: Client, kits: Kits): Promise<Answer> {
  const url = new URL(request.url)
  let kit = kits.main
  let found: FoundRoute | null = null
  try {
    kit = kits.get(request)
    const { basePath } = kit.config
    found = findRoute(request.method, pathBelow(basePath, url.pathname))
    const { params, run } = found
    return await run({ request, url, client, params, session: async () => currentSession(request, kit) }, kit)
  } catch (thrown) {
    const error = toAuthError(thrown)
    const incidentId = reportFailure(error, url.pathname, kit.config)
    if (found?.endsLogin === true)
      await recordFailedLogin(error, incidentId, { request, client, params: found.params }, kit)
    return withAllow(await answerFailure(error, incidentId, request, kit), url, kit)
  }
}

function pathBelow(basePath: string, pathname: string): string {
  if (pathname.startsWith(`${basePath}/`)) return pathname.slice(basePath.length)
  throw new AuthError('ROUTE_NOT_FOUND', `wanted a path below ${basePath}, got ${pathname.slice(0, 200)}`)
}

/** @see RFC 9110, section 15.5.6: a 405 must say what is allowed. */
function withAllow(failure: Answer, url: URL, { config }: Kit): Answer {
  if (failure.status !== 405) return failure
  return withHeaders(failure, { allow: listMethods(url.pathname.slice(config.basePath.length)).join(', ') })
}
