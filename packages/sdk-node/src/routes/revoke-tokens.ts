import { getConnection } from '../discovery/get-connection.ts'
import { mediaTypeOf } from '../http/media-type.ts'
import { parseJson } from '../http/parse-json.ts'
import { readBody } from '../http/read-body.ts'
import { reply } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { checkRevocationToken } from '../signals/check-revocation-token.ts'
import { findScopes } from '../signals/find-scopes.ts'
import { parseRevocation } from '../signals/parse-revocation.ts'
import { endByProvider } from './end-by-provider.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { createSignalRealm } from './signal-realm.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Answer } from '../ports/answer.ts'
import type { IncomingRequest } from '../ports/incoming-request.ts'

const maxBytes = 16 * 1024

/**
 * POST /signals/:connection/revoke: Global Token Revocation, which Okta calls Universal Logout. All sessions of a person end, and nobody gets
 * what was kept of the identity provider's tokens any more.
 *
 * @see draft-parecki-oauth-global-token-revocation, sections 3 and 4
 */
export async function revokeTokens(visit: Visit, kit: Kit): Promise<Answer> {
  try {
    const connection = await findConnection(visit.params['connection'] ?? '', kit)
    await authenticate(visit.request, connection, kit)
    await revoke(await readRevocation(visit.request), connection, visit, kit)
    return reply(null, 204, {})
  } catch (thrown) {
    const error = toAuthError(thrown)
    const incidentId = reportFailure(error, visit.url.pathname, kit.config)
    return refuse(error, incidentId)
  }
}

/** Whoever cannot say who they are learns nothing, not even which connections there are. @throws AuthError SIGNAL_UNAUTHORIZED */
async function findConnection(id: string, { connections }: Kit): Promise<Connection> {
  return getConnection(connections.findFresh, id).catch((error: unknown) => {
    if (error instanceof AuthError && (error.code === 'CONNECTION_NOT_FOUND' || error.code === 'CONNECTION_INACTIVE'))
      throw new AuthError('SIGNAL_UNAUTHORIZED', error.detail)
    throw error
  })
}

/** @throws AuthError SIGNAL_UNAUTHORIZED, SIGNALS_UNAVAILABLE */
async function authenticate(request: IncomingRequest, connection: Connection, kit: Kit): Promise<void> {
  const { id, clockSkewSeconds } = connection
  const keys = await kit.signalKeys()
  const issuer = keys.findIssuer(connection)
  if (issuer === null) throw new AuthError('SIGNAL_UNAUTHORIZED', `connection '${id}' has no signals`)
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (token === undefined) throw new AuthError('SIGNAL_UNAUTHORIZED', 'wanted a signed JWT as bearer token, got none')
  const signed = await keys.verifyCaller(token, connection, kit.outsideOf(connection))
  const { store, config } = kit
  const now = config.now()
  const audience = `${config.authUrl}/signals/${id}/revoke`
  const { jti, until } = checkRevocationToken(signed, { issuer, audience, clockSkewSeconds }, now)
  if (!(await store.replays.claim(`revocation-token:${toUpstreamKey(id, jti)}`, until, now)))
    throw new AuthError('SIGNAL_UNAUTHORIZED', `a revocation token of connection '${id}' was used before`)
}

/** @throws AuthError REQUEST_INVALID, REQUEST_TOO_LARGE */
async function readRevocation(request: IncomingRequest): Promise<ReturnType<typeof parseRevocation>> {
  const type = mediaTypeOf(request)
  if (type !== 'application/json')
    throw new AuthError('REQUEST_INVALID', `wanted application/json, got '${type.slice(0, 80)}'`)
  return parseRevocation(parseJson(await readBody(request, { maxBytes })))
}

/** @throws AuthError USER_NOT_FOUND, STORE_UNAVAILABLE */
async function revoke(
  subject: ReturnType<typeof parseRevocation>,
  connection: Connection,
  visit: Visit,
  kit: Kit,
): Promise<void> {
  const { scopes, userId, isKnown } = await findScopes(subject, createSignalRealm(connection, kit))
  const target = userId === null ? undefined : ({ type: 'user', id: userId } as const)
  if (scopes.length > 0) await endByProvider(scopes, connection, originOf(visit), kit, target)
  if (!isKnown)
    throw new AuthError('USER_NOT_FOUND', `revocation: connection '${connection.id}' has nobody of that name`)
}

/** Only the status counts. @see draft-parecki-oauth-global-token-revocation, section 4.2 */
function refuse({ status, code, say }: AuthError, incidentId: string): Answer {
  // What is not the caller's fault: it may come again.
  const answered = code === 'SIGNALS_UNAVAILABLE' ? 503 : status
  return reply(JSON.stringify({ error: say, incidentId }), answered, {
    'content-type': 'application/json',
    ...(answered === 401 && { 'www-authenticate': 'Bearer' }),
  })
}
