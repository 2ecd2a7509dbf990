import { readForm } from '../http/read-form.ts'
import { reply } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import type { RevokedScope } from '../model/revocation.ts'
import type { LogoutToken } from '../oidc/parse-logout-token.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { getOidcConnection } from './get-oidc-connection.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'

const maxBytes = 64 * 1024

/**
 * POST /oidc/:connection/backchannel-logout: the identity provider itself, not a browser, says that somebody is signed out there.
 *
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8
 */
export async function backchannelLogout(visit: Visit, kit: Kit): Promise<Response> {
  try {
    const connection = await getOidcConnection(visit, kit)
    const logoutToken = toLogoutToken(await readForm(visit.request, { maxBytes }))
    const token = await kit.protocols.verifyOidcLogout(logoutToken, connection, kit.outsideOf(connection))
    await checkUnused(token, connection, kit)
    const { id, organization } = connection
    // Nobody looks up whose sessions these are: there may be none, and that is fine.
    await endSessions(
      {
        organizationId: organization.id,
        scopes: [toScope(token, id)],
        cause: 'idp',
        actor: { type: 'system', id },
        target: { type: 'connection', id },
        origin: originOf(visit),
      },
      kit,
    )
    await claim(token, token.until, connection, kit)
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
 * A token counts once: caught and sent again, it would end what has begun since. It is claimed when the sessions are over, and asked about
 * before by a claim that is over when it is made: so the provider may send it again when we could not write, or stopped in between.
 */
async function checkUnused(token: LogoutToken, connection: OidcConnection, kit: Kit): Promise<void> {
  if (!(await claim(token, kit.config.now(), connection, kit)))
    throw new AuthError('LOGIN_REPLAYED', `a logout token of connection '${connection.id}' was used before`)
}

async function claim(
  { jti }: LogoutToken,
  until: Date,
  { id }: OidcConnection,
  { store, config }: Kit,
): Promise<boolean> {
  return store.replays.claim(`logout-token:${toUpstreamKey(id, jti)}`, until, config.now())
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
function refuse(error: AuthError, { url }: Visit, { config }: Kit): Response {
  const incidentId = reportFailure(error, url.pathname, config)
  const isOurs = error.status >= 500
  const answer = {
    error: isOurs ? 'temporarily_unavailable' : 'invalid_request',
    error_description: `${error.say} (${incidentId})`,
  }
  return reply(JSON.stringify(answer), isOurs ? 503 : 400, { 'content-type': 'application/json; charset=utf-8' })
}
