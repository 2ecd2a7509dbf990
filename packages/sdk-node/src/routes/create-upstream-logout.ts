import { randomBytes } from 'node:crypto'
import type { Connection } from '../model/connection.ts'
import type { SessionSecrets } from '../model/session-secrets.ts'
import type { Session } from '../model/session.ts'
import type { Handoff } from '../ports/protocol.ts'
import type { Kit, Visit } from './kit.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'
import { logoutReturnUrl } from './urls.ts'

/** The way to a sign-out at the identity provider. */
export interface UpstreamLogoutStep {
  readonly connection: Connection
  readonly handoff: Handoff
  /** Set-Cookie values: what brings the browser back to where it wanted to go. */
  readonly cookies: readonly string[]
}

/**
 * Where the browser has to go so that a session that is over here is over at the identity provider too. Null when that offers nothing, or
 * cannot be asked now: nobody stays signed in here because somebody else is down.
 *
 * @param returnTo where it goes on then.
 */
export async function createUpstreamLogout(
  session: Session,
  secrets: SessionSecrets | null,
  returnTo: string,
  visit: Visit,
  kit: Kit,
): Promise<UpstreamLogoutStep | null> {
  try {
    const connection = await kit.connections.find(session.connection)
    return connection?.status === 'active' ? await createStep(connection, secrets, returnTo, kit) : null
  } catch (thrown) {
    reportFailure(toAuthError(thrown), visit.url.pathname, kit.config)
    return null
  }
}

async function createStep(
  connection: Connection,
  secrets: SessionSecrets | null,
  returnTo: string,
  kit: Kit,
): Promise<UpstreamLogoutStep | null> {
  const { config, protocols, logoutCookies } = kit
  // A letter first, because it is an XML ID too.
  const logoutId = `logout-${randomBytes(24).toString('base64url')}`
  const ask = { connection, logoutId, returnUrl: logoutReturnUrl(config, connection), secrets }
  const handoff = await protocols.startLogout(ask, kit.outsideOf(connection))
  if (handoff !== null) {
    const cookies = [logoutCookies.write({ logoutId, connectionId: connection.id, returnTo })]
    return { connection, handoff, cookies }
  }
  if (connection.redirectLogoutUrl === null) return null
  // That page knows no state, so it is told the address itself.
  const url = new URL(connection.redirectLogoutUrl)
  url.searchParams.set('forward', new URL(returnTo, config.baseUrl).href)
  return { connection, handoff: { kind: 'redirect', url }, cookies: [] }
}
