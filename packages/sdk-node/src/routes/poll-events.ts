import { json, withHeaders } from '../http/respond.ts'
import { readBytes } from '../http/read-body.ts'
import { AuthError } from '../model/auth-error.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { isTokenOf } from '../stores/hash-token.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Kit, Visit } from './kit.ts'
import { reportFailure } from './report-failure.ts'
import type { Answer } from '../ports/answer.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

const maxBytes = 256 * 1024
/** How long a receiver that is willing to wait is kept waiting; functions of a cloud rarely live longer. */
const patienceMs = 8000
/** For ids that lead to nobody: it takes as long to find out. */
const nobodysHash = 'A'.repeat(43)

/** POST /events/:endpoint/poll: a receiver fetches its Security Event Tokens. @see RFC 8936 */
export async function pollEvents(visit: Visit, kit: Kit): Promise<Answer> {
  try {
    return await answer(visit, kit)
  } catch (thrown) {
    const error = toAuthError(thrown)
    reportFailure(error, visit.url.pathname, kit.config)
    return toRefusal(error)
  }
}

async function answer({ request, params }: Visit, { config, store }: Kit): Promise<Answer> {
  const endpoint = await getEndpoint(params['endpoint'] ?? '', request, store.webhookEndpoints)
  const [{ readRawBody }, { parsePollRequest }, { pollSets }, { createSetWriter }] = await Promise.all([
    import('../webhooks/raw-body.ts'),
    import('../webhooks/parse-poll-request.ts'),
    import('../webhooks/poll-sets.ts'),
    import('../webhooks/set-token.ts'),
  ])
  const asked = parsePollRequest(await readRawBody(await readBytes(request, { maxBytes }), maxBytes))
  const { now, secrets, authUrl } = config
  const toSet = await createSetWriter({ issuer: authUrl, secrets, now })
  const timeout = AbortSignal.timeout(patienceMs)
  const patience = request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout])
  return json(await pollSets(endpoint, asked, { store, now, toSet, patience }))
}

/** Whoever has no token learns nothing: not even which endpoints there are. @throws AuthError WEBHOOK_SIGNATURE_INVALID */
async function getEndpoint(
  id: string,
  request: IncomingRequest,
  { find }: Kit['store']['webhookEndpoints'],
): Promise<WebhookEndpoint> {
  const [, token] = /^Bearer +([\w.~+/-]{1,512}=*)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  const found = token === undefined ? null : await find(id)
  const isTheirs = isTokenOf(found?.tokenHash ?? nobodysHash, token ?? '')
  if (found !== null && isTheirs && found.transport === 'poll' && found.status === 'active') return found
  const got =
    token === undefined
      ? 'none'
      : found === null
        ? 'one for no endpoint'
        : isTheirs
          ? `one of an endpoint that is ${found.status}`
          : 'another'
  throw new AuthError('WEBHOOK_SIGNATURE_INVALID', `wanted the bearer token of the endpoint, got ${got}`)
}

/** @see RFC 8936, section 2.5; RFC 8935, section 2.4 (codes) */
function toRefusal({ status, say }: AuthError): Answer {
  const err = status === 401 ? 'authentication_failed' : 'invalid_request'
  const refusal = json({ err, description: say }, status)
  return status === 401 ? withHeaders(refusal, { 'www-authenticate': 'Bearer' }) : refusal
}
