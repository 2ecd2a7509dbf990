import { toWebResponse } from '../http/to-web-response.ts'
import type { GuardAnswer, GuardedRequest } from './guarded-request.ts'
import type { Kits } from './kits.ts'
import { loginPath } from './urls.ts'

/** A guard's answer to a request for a host that is none of ours. */
export async function refuseHost(request: GuardedRequest, { main, get }: Kits): Promise<GuardAnswer> {
  const { errorResponse } = await import('./error-response.ts')
  let failure: unknown
  try {
    get(request)
  } catch (error) {
    failure = error
  }
  const answer = await errorResponse(failure, request, request.url, main)
  return { kind: 'answer', response: toWebResponse(answer), location: loginPath(main.config.basePath, {}) }
}
