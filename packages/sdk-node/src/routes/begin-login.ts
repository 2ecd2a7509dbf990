import { getConnection } from '../discovery/get-connection.ts'
import { locateFailure } from '../login/locate-failure.ts'
import { loginSeconds, startLogin } from '../login/start-login.ts'
import { mayNavigate } from '../http/wants-page.ts'
import { page, redirect } from '../http/respond.ts'
import { noPolicy, type AuthenticationPolicy, type AuthenticationRule } from '../model/authentication-policy.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import type { Handoff } from '../ports/protocol.ts'
import { renderFormPostPage } from '../pages/form-post-page.ts'
import type { Kit, Visit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** How a login begins. */
export interface Beginning {
  readonly connectionId: string
  readonly loginHint: string | null
  readonly returnTo: string
  /** Of somebody who is to be checked again, and how. */
  readonly stepUp?: AuthenticationRule | null
  /** Set when an unsolicited reply was turned into this login. */
  readonly converted?: boolean
  /** Refuses by throwing. */
  readonly check?: (connection: Connection) => void
}

/** Sends the browser to the identity provider and gives it the key to come back with. A failure keeps where it was going. */
export async function beginLogin(beginning: Beginning, visit: Visit, kit: Kit): Promise<Answer> {
  if (!mayNavigate(visit.request))
    throw new AuthError('REQUEST_INVALID', 'a sign-in is started by a navigation: no prefetch, image, script or HEAD')
  const { connectionId, returnTo, check } = beginning
  try {
    const connection = await getConnection(kit.connections.find, connectionId)
    check?.(connection)
    return await leave(connection, beginning, visit, kit)
  } catch (error) {
    throw locateFailure(error, { connectionId, returnTo })
  }
}

async function leave(connection: Connection, beginning: Beginning, visit: Visit, kit: Kit): Promise<Answer> {
  const { loginHint, returnTo, stepUp = null, converted = false } = beginning
  const outside = kit.outsideOf(connection)
  const replyTo = replyUrl(kit.config, connection)
  const policy = await findPolicy(connection, kit)
  const { loginId, browserKey, handoff } = await startLogin(
    { connection, replyTo, loginHint, returnTo, policy, stepUp, current: await visit.session() },
    kit.store.logins,
    kit.protocols,
    outside,
  )
  kit.config.log({ level: 'info', event: 'login.started', loginId, connectionId: connection.id })
  const cookie = { loginId, browserKey, startedAt: outside.now(), convertedFrom: converted ? connection.id : null }
  return toHandoffResponse(handoff, connection, kit.loginCookies.add(visit.request, cookie, loginSeconds), visit, kit)
}

/** An identity service says only afterwards of which organization the person is. */
async function findPolicy(
  { organization, organizationFromClaims }: Connection,
  { connections }: Kit,
): Promise<AuthenticationPolicy> {
  return organizationFromClaims ? noPolicy : connections.findPolicy(organization.id)
}

/** The way to the identity provider: a redirect, or a page that posts a form. */
export function toHandoffResponse(
  handoff: Handoff,
  connection: Connection,
  cookies: readonly string[],
  visit: Visit,
  kit: Kit,
): Answer {
  switch (handoff.kind) {
    case 'redirect':
      return redirect(handoff.url, cookies)
    case 'form-post': {
      const { url, fields } = handoff
      return page(
        renderFormPostPage({
          ...pageSetting(visit.request, kit, connection.organization),
          url,
          fields,
          destination: connection.name,
        }),
        200,
        cookies,
      )
    }
  }
}
