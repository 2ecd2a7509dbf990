import type { IncomingMessage } from 'node:http'
import type Provider from 'oidc-provider'
import type { IdpSession } from '../sessions/idp-session.ts'

/**
 * Makes our session the only one that counts: whenever oidc-provider opens its own, who is signed in and since when is
 * taken from ours. What is left in its session are the grants it gave to applications. So a sign-in by SAML serves
 * OIDC at once, also with `prompt=none`, and a sign-out ends both.
 */
export function mirrorSession(
  { Session }: Pick<Provider, 'Session'>,
  findSession: (request: IncomingMessage) => Promise<IdpSession | null>,
): void {
  const getSession = Session.get.bind(Session)
  Session.get = async (context) => {
    const session = await getSession(context)
    const own = await findSession(context.req)
    if (session.accountId !== own?.accountId) {
      delete session.accountId
      delete session.authorizations
    }
    if (own !== null) {
      const loginTs = Math.floor(own.authenticatedAt / 1000)
      session.loginAccount({ accountId: own.accountId, loginTs, amr: ['pwd'] })
    }
    return session
  }
}
