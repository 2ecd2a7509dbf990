import { readForm } from '../http/read-form.ts'
import { reply } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import type { RevokedScope } from '../model/revocation.ts'
import type { LogoutToken } from '../oidc/parse-logout-token.ts'
import { isClaimed } from '../ports/is-claimed.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { endByProvider } from './end-by-provider.ts'
import { getConnectionOf } from './get-connection-of.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Answer } from '../ports/answer.ts'

const maxBytes = 64 * 1024

/**
 * POST /oidc/:connection/backchannel-logout: the identity provider itself, not a browser, says that somebody is signed out there.
 *
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8
 */
export async function backchannelLogout(visit: Visit, kit: Kit): Promise<Answer> {
  try {
    const connection = await getConnectionOf('oidc', visit.params['connection'] ?? '', kit)
    const logoutToken = toLogoutToken(await readForm(visit.request, { maxBytes }))
    const token = await kit.protocols.verifyOidcLogout(logoutToken, connection, kit.outsideOf(connection))
    await checkUnused(token, connection, kit)
    await endByProvider([toScope(token, connection.id)], connection, originOf(visit), kit)
    await kit.store.replays.claim(nameOf(token, connection), token.until, kit.config.now())
    return reply(null, 200, {})
  } catch (thrown) {
    return refuse(toAuthError(thrown), visit, kit)
  }
}

function toLogoutToken(form: URLSearchParams): string {
  const all = form.getAll('logout_token')
  const [first] = all
  if (first !== undefined && all.length === 1) return first
  throw new AuthError('REQUEST_INVALID', `wanted one logout_token, got ${all.length}`)
}

/**
 * A token counts once: caught and sent again, it would end what has begun since. It is claimed when the sessions are over: so the provider may
 * send it again when we could not write, or stopped in between.
 */
async function checkUnused(token: LogoutToken, connection: OidcConnection, { store, config }: Kit): Promise<void> {
  if (await isClaimed(store.replays, nameOf(token, connection), config.now()))
    throw new AuthError('LOGIN_REPLAYED', `a logout token of connection '${connection.id}' was used before`)
}

function nameOf({ jti }: LogoutToken, { id }: OidcConnection): string {
  return `logout-token:${toUpstreamKey(id, jti)}`
}

/**
 * With a `sid` it is about that session alone, also where the person is named: at another browser the person is still signed in. Section
 * 2.4: only a token without one is about all sessions. A provider that sends it here sends it in ID tokens too (section 2.1).
 */
function toScope({ subject, sessionId }: LogoutToken, connectionId: string): RevokedScope {
  return sessionId === null
    ? { kind: 'subject', key: toUpstreamKey(connectionId, subject ?? '') }
    : { kind: 'sid', key: toUpstreamKey(connectionId, sessionId) }
}

/** 400: it must not come again like that. 503: it was not its fault. @see OpenID Connect Back-Channel Logout 1.0, section 2.8 */
function refuse(error: AuthError, { url }: Visit, { config }: Kit): Answer {
  const incidentId = reportFailure(error, url.pathname, config)
  const isOurs = error.status >= 500
  const answer = {
    error: isOurs ? 'temporarily_unavailable' : 'invalid_request',
    error_description: `${error.say} (${incidentId})`,
  }
  return reply(JSON.stringify(answer), isOurs ? 503 : 400, { 'content-type': 'application/json; charset=utf-8' })
}
