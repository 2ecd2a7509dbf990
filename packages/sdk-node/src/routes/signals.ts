import { getConnection } from '../discovery/get-connection.ts'
import { mediaTypeOf } from '../http/media-type.ts'
import { readBody } from '../http/read-body.ts'
import { reply } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import { SetRefused, type SetErrorCode } from '../signals/set-refused.ts'
import { hashToken, isTokenOf } from '../stores/hash-token.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { hasSignals, takeSignal, type StreamConnection } from './take-signal.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Answer } from '../ports/answer.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

/** A token with ten events has some four. */
const maxBytes = 64 * 1024

/**
 * POST /signals/:connection: a transmitter pushes one Security Event Token. 202: what follows from it is done, now or before.
 *
 * @see RFC 8935, section 2
 */
export async function signals(visit: Visit, kit: Kit): Promise<Answer> {
  try {
    const connection = await getStreaming(visit.params['connection'] ?? '', kit)
    checkSender(visit.request, connection)
    checkContentType(visit.request)
    const token = (await readBody(visit.request, { maxBytes, what: 'security event token' })).trim()
    await takeSignal({ token, id: null, connection, origin: originOf(visit) }, kit)
    return reply(null, 202, {})
  } catch (thrown) {
    return refuse(toAuthError(thrown), visit, kit)
  }
}

/** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE */
async function getStreaming(id: string, { connections }: Kit): Promise<StreamConnection> {
  const connection = await getConnection(connections.findFresh, id)
  if (hasSignals(connection)) return connection
  throw new AuthError('CONNECTION_NOT_FOUND', `connection '${id}' has no signals`)
}

/** @throws SetRefused */
function checkSender({ headers }: IncomingRequest, { id, signals: { authorization } }: StreamConnection): void {
  const given = headers.get('authorization')
  if (authorization === null || isTokenOf(hashToken(authorization), given ?? '')) return
  const got = given === null ? 'none' : 'another'
  throw new SetRefused('authentication_failed', `wanted signals.authorization of connection '${id}', got ${got}`)
}

/** @throws SetRefused */
function checkContentType(request: IncomingRequest): void {
  const type = mediaTypeOf(request)
  if (type !== 'application/secevent+jwt')
    throw new SetRefused('invalid_request', `wanted application/secevent+jwt, got '${type.slice(0, 80)}'`)
}

/** What is wrong with a token is a 400; everything else has a status of its own. @see RFC 8935, sections 2.3 and 2.4 */
function refuse(error: AuthError, { url }: Visit, { config }: Kit): Answer {
  const incidentId = reportFailure(error, url.pathname, config)
  const status = error.status >= 500 ? 503 : error.status
  const body = JSON.stringify({ err: toErr(error), description: `${error.say} (${incidentId})` })
  return reply(body, status, {
    'content-type': 'application/json',
    'content-language': 'en',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  })
}

function toErr(error: AuthError): SetErrorCode {
  if (error instanceof SetRefused) return error.err
  return error.code === 'CONNECTION_NOT_FOUND' || error.code === 'CONNECTION_INACTIVE'
    ? 'access_denied'
    : 'invalid_request'
}
