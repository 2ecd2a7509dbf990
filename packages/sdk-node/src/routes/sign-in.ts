import { redirect } from '../http/respond.ts'
import { finishLogin, type LoginReply } from '../login/finish-login.ts'
import { locateFailure } from '../login/locate-failure.ts'
import { startOf } from '../login/start-login.ts'
import { takeLogin } from '../login/take-login.ts'
import type { Connection } from '../model/connection.ts'
import { createKnownSids } from '../sessions/known-sids.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { findWayToAskAgain } from './ask-again.ts'
import { beginSession } from './begin-session.ts'
import { endThisSession } from './end-this-session.ts'
import type { TestReply } from './finish-test.ts'
import { createIsSignedOut } from './is-signed-out.ts'
import { getConnectionOf } from './get-connection-of.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { toUpstreamNames } from './to-upstream-names.ts'
import { replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** What the browser brought back from the identity provider. */
export interface BroughtBack {
  readonly loginId: string | null
  /** From the path. */
  readonly connectionId: string
  /** Of the route: a SAML response must come by POST, not in the query of the other protocol's URL. */
  readonly type: Connection['type']
  readonly params: URLSearchParams
}

/** The shared ending of both protocols: the pending login is taken, the reply proven, the person let in. */
export async function signIn(brought: BroughtBack, visit: Visit, kit: Kit): Promise<Answer> {
  const { loginId, connectionId, type, params } = brought
  const browserKey = loginId === null ? null : (kit.loginCookies.find(visit.request, loginId)?.browserKey ?? null)
  const login = await takeLogin({ loginId, browserKey, connectionId }, kit.store.logins, kit.config.now())
  const context = { loginId: login.id, connectionId, returnTo: login.returnTo }
  try {
    if (login.testId !== null) return await endTest({ login: { ...login, testId: login.testId }, params }, visit, kit)
    const connection = await getConnectionOf(type, connectionId, kit)
    const reply = {
      connection,
      loginId: login.id,
      memo: login.memo,
      params,
      replyTo: replyUrl(kit.config, connection),
      startedAt: startOf(login),
      origin: originOf(visit),
    }
    const answer = await letIn(reply, login.returnTo, [kit.loginCookies.remove(login.id)], kit)
    const { replaces } = login.memo
    // Its cookie may have been copied, and signing out would not end it any more.
    if (replaces !== undefined) await endThisSession(replaces, visit, kit)
    return answer
  } catch (error) {
    const again = await findWayToAskAgain(error, login, kit)
    if (again !== null) return redirect(again, [kit.loginCookies.remove(login.id)])
    throw locateFailure(error, context)
  }
}

/** Nobody is let in by a test, and few processes ever see one. */
async function endTest(reply: TestReply, visit: Visit, kit: Kit): Promise<Answer> {
  const { finishTest } = await import('./finish-test.ts')
  return finishTest(reply, visit, kit)
}

/** Proves the reply and answers with a session cookie and the way back. */
export async function letIn(
  reply: LoginReply,
  returnTo: string,
  cookies: readonly string[],
  kit: Kit,
): Promise<Answer> {
  const { connection, loginId } = reply
  const outside = kit.outsideOf(connection)
  const { store, protocols, connections, completeGroups, config } = kit
  const isSignedOut = createIsSignedOut(connection, kit)
  const parts = { store, protocols, connections, completeGroups, onSignIn: config.onSignIn, isSignedOut }
  const { identity, user, organization, cameAt, secrets } = await finishLogin(reply, parts, outside)
  const { sessionIndex, authenticatedAt, authenticationContext, authenticationMethods, sessionExpiresAt } = identity
  const draft = {
    user,
    organization,
    connection: connection.id,
    upstream: toUpstreamNames(identity, connection),
    roles: user.roles,
    authenticatedAt,
    authenticationContext,
    authenticationMethods,
    sessionExpiresAt,
  }
  if (connection.type === 'oidc' && sessionIndex !== null)
    await createKnownSids(kit).keep(toUpstreamKey(connection.id, sessionIndex))
  const { setCookie } = await beginSession(
    draft,
    { ...secrets, sessionIndex },
    { origin: reply.origin, at: cameAt },
    kit,
  )
  config.log({
    level: 'info',
    event: 'login.succeeded',
    loginId,
    connectionId: connection.id,
    organizationId: organization.id,
    userId: user.id,
  })
  return redirect(returnTo, [...cookies, setCookie])
}
