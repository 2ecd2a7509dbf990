import { getConnection } from '../discovery/get-connection.ts'
import { locateFailure } from '../login/locate-failure.ts'
import { toReturnPath } from '../login/return-path.ts'
import { redirect } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { letIn } from './sign-in.ts'
import { loginPath, replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** A conversion that the browser has not finished within this time was given up; a new one may start. */
const conversionSeconds = 60

/** A SAML response nobody asked for. */
export interface UnsolicitedReply {
  readonly connectionId: string
  readonly relayState: string | null
  readonly params: URLSearchParams
}

/** Does with an unsolicited response what the connection says. */
export async function unsolicited(reply: UnsolicitedReply, visit: Visit, kit: Kit): Promise<Answer> {
  const { connectionId, params } = reply
  const connection = await getConnection(kit.connections.findFresh, connectionId)
  if (connection.type !== 'saml')
    throw new AuthError(
      'LOGIN_CONNECTION_MISMATCH',
      `connection '${connectionId}' is ${connection.type}, the reply is SAML`,
    )
  // Some IdPs put a deep link into the RelayState. As a path on our own origin it can do no harm.
  const returnTo = toReturnPath(reply.relayState, kit.config)
  switch (connection.unsolicited) {
    case 'reject':
      throw new AuthError('LOGIN_UNSOLICITED', `connection '${connectionId}' takes no unsolicited responses`, {
        context: { connectionId, returnTo },
      })
    case 'convert':
      return convert(connection, returnTo, visit, kit)
    case 'accept':
      return accept(connection, params, returnTo, visit, kit)
  }
}

/**
 * Throws the response away and asks the same IdP properly. The person has a session there, so it costs a blink, and there is
 * one way in only: with a request of ours, bound to this browser.
 */
function convert(connection: SamlConnection, returnTo: string, visit: Visit, kit: Kit): Answer {
  const since = kit.config.now().getTime() - conversionSeconds * 1000
  const again = kit.loginCookies
    .list(visit.request)
    .some((one) => one.convertedFrom === connection.id && one.startedAt.getTime() > since)
  // The IdP answered our request as if nobody had asked: asking once more would go on for ever.
  if (again)
    throw new AuthError(
      'LOGIN_UNSOLICITED',
      `connection '${connection.id}' answers our requests with responses that name no request`,
      {
        context: { connectionId: connection.id, returnTo },
      },
    )
  kit.config.log({ level: 'info', event: 'login.converted', connectionId: connection.id })
  return redirect(loginPath(kit.config.basePath, { connection: connection.id, return_to: returnTo, converted: '1' }))
}

/** Takes the response itself. Only the replay guard stands between this and a second use. */
async function accept(
  connection: SamlConnection,
  params: URLSearchParams,
  returnTo: string,
  visit: Visit,
  kit: Kit,
): Promise<Answer> {
  const replyTo = replyUrl(kit.config, connection)
  const memo = { type: 'saml', requestId: null } as const
  try {
    return await letIn(
      { connection, loginId: 'unsolicited', memo, params, replyTo, startedAt: null, origin: originOf(visit) },
      returnTo,
      [],
      kit,
    )
  } catch (error) {
    throw locateFailure(error, { connectionId: connection.id, returnTo })
  }
}
