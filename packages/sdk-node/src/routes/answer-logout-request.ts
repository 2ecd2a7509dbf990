import { page } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { RevokedScope } from '../model/revocation.ts'
import type { Session } from '../model/session.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import type { LogoutRequest, ReadLogout } from '../saml/logout-message.ts'
import type { LogoutAnswer } from '../saml/logout-response.ts'
import { isClaimed } from '../ports/is-claimed.ts'
import { toSamlSessionName, toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { toHandoffResponse } from './begin-login.ts'
import { endByProvider } from './end-by-provider.ts'
import { findEndingSession } from './find-ending-session.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { pageSetting } from './page-setting.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'
import { loginPath } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * Ends the sessions of a proven LogoutRequest, and only then says so. The browser need not bring our cookie, and across sites does not.
 *
 * @throws AuthError SAML_LOGOUT_INVALID when it came before; STORE_UNAVAILABLE when that cannot be answered
 * @see saml-core-2.0-os, section 3.7.3.1
 */
export async function answerLogoutRequest(
  read: ReadLogout<LogoutRequest>,
  connection: SamlConnection,
  visit: Visit,
  kit: Kit,
): Promise<Answer> {
  const scopes = toScopes(read.message, connection.id)
  try {
    const session = await findEndingSession(visit, kit)
    await checkUnused(read, connection, kit)
    await endByProvider(scopes, connection, originOf(visit), kit)
    await kit.store.replays.claim(nameOf(read, connection), read.until, kit.config.now())
    const cookies = isAmong(session, scopes) ? [kit.sessionCookies.remove()] : []
    return (await respond('Success', read, connection, cookies, visit, kit)) ?? stay(connection, cookies, visit, kit)
  } catch (thrown) {
    const error = toAuthError(thrown)
    // Only our own fault is told the identity provider: what we refuse we do not sign anything about.
    const response = error.status < 500 ? null : await respond('Responder', read, connection, [], visit, kit)
    if (response === null) throw error
    reportFailure(error, visit.url.pathname, kit.config)
    return response
  }
}

/**
 * A request counts once: caught and sent again, it would end what has begun since. It is claimed when the sessions are over: so it may come
 * again when we could not write, or stopped in between.
 */
async function checkUnused(
  read: ReadLogout<LogoutRequest>,
  connection: SamlConnection,
  { store, config }: Kit,
): Promise<void> {
  if (!(await isClaimed(store.replays, nameOf(read, connection), config.now()))) return
  const what = `the LogoutRequest ${JSON.stringify(read.message.id.slice(0, 80))} of connection '${connection.id}'`
  throw new AuthError('SAML_LOGOUT_INVALID', `${what} came before`)
}

function nameOf({ message }: ReadLogout<LogoutRequest>, { id }: SamlConnection): string {
  return `logout-request:${toUpstreamKey(id, message.id)}`
}

/** With a SessionIndex it is about that session alone: at another browser the person is still signed in. */
function toScopes({ nameId, sessionIndexes }: LogoutRequest, connectionId: string): readonly RevokedScope[] {
  // As `toUpstreamNames` has it.
  const name = nameId.value.trim()
  if (sessionIndexes.length === 0) return [{ kind: 'subject', key: toUpstreamKey(connectionId, name) }]
  return [...new Set(sessionIndexes)].map((sessionIndex) => ({
    kind: 'session-index',
    key: toUpstreamKey(connectionId, toSamlSessionName(name, sessionIndex)),
  }))
}

/** The keys have the connection in them. */
function isAmong(session: Session | null, scopes: readonly RevokedScope[]): boolean {
  const { subject = null, sessionIndex = null } = session?.upstream ?? {}
  return scopes.some(({ kind, key }) => key === (kind === 'subject' ? subject : sessionIndex))
}

/** Null when the identity provider cannot be answered. */
async function respond(
  status: LogoutAnswer['status'],
  { message, relayState }: ReadLogout<LogoutRequest>,
  connection: SamlConnection,
  cookies: readonly string[],
  visit: Visit,
  kit: Kit,
): Promise<Answer | null> {
  const answer = { connection, inResponseTo: message.id, status, relayState }
  const handoff = await kit.protocols.answerSamlLogout(answer, kit.outsideOf(connection))
  return handoff && toHandoffResponse(handoff, connection, cookies, visit, kit)
}

/** The sessions are over all the same; the browser stays here. */
function stay({ id, organization }: SamlConnection, cookies: readonly string[], { request }: Visit, kit: Kit): Answer {
  const message = `connection '${id}' was sent a LogoutRequest, and has no signingKey, or no sloUrl, to answer it`
  kit.config.log({ level: 'warn', event: 'config.warning', message })
  const signInUrl = loginPath(kit.config.basePath, { connection: id })
  return page(renderSignedOutPage({ ...pageSetting(request, kit, organization), signInUrl }), 200, cookies)
}
