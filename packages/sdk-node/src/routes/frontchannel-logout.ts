import { tiny } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import { createKnownSids } from '../sessions/known-sids.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { endByProvider } from './end-by-provider.ts'
import { getConnectionOf } from './get-connection-of.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'
import type { Answer } from '../ports/answer.ts'

/** Of a `sid`: our own limit, the standard has none. */
const maxLength = 255

/**
 * GET /oidc/:connection/frontchannel-logout: a frame in the identity provider's sign-out page. No cookie of ours comes along to a frame of another
 * site, so what counts is that `iss` and `sid` are those of a session that began here: who knows them is the provider, and whom it told.
 *
 * @see OpenID Connect Front-Channel Logout 1.0, section 3
 */
export async function frontchannelLogout(visit: Visit, kit: Kit): Promise<Answer> {
  let ancestor = `'none'`
  try {
    if (!kit.mayEndSessions(visit.client))
      throw new AuthError('RATE_LIMITED', `too many sign-outs from ${visit.client.ip ?? 'an unknown address'}`)
    const connection = await getConnectionOf('oidc', visit.params['connection'] ?? '', kit)
    ancestor = new URL(connection.issuer).origin
    await endSessionsOf(readSid(visit.url.searchParams, connection), connection, visit, kit)
    return tiny('Signed out.', 200, ancestor)
  } catch (thrown) {
    const error = toAuthError(thrown)
    const incidentId = reportFailure(error, visit.url.pathname, kit.config)
    return tiny(`${error.say} (${incidentId})`, error.status, ancestor)
  }
}

/** Both must be there: a request without them means "whoever this browser is", which any site could say. */
function readSid(query: URLSearchParams, { issuer }: OidcConnection): string {
  const [iss, sid] = [query.getAll('iss'), query.getAll('sid')]
  if (iss.length !== 1 || sid.length !== 1)
    throw new AuthError('REQUEST_INVALID', `wanted one iss and one sid, got ${iss.length} and ${sid.length}`)
  if (iss[0] !== issuer)
    throw new AuthError('REQUEST_INVALID', `wanted iss '${issuer}', got '${iss[0]?.slice(0, 200)}'`)
  if (sid[0] === undefined || sid[0] === '' || sid[0].length > maxLength)
    throw new AuthError('REQUEST_INVALID', `wanted a sid of 1 to ${maxLength} characters, got ${sid[0]?.length}`)
  return sid[0]
}

async function endSessionsOf(sid: string, connection: OidcConnection, visit: Visit, kit: Kit): Promise<void> {
  const key = toUpstreamKey(connection.id, sid)
  if (await createKnownSids(kit).has(key)) await endByProvider([{ kind: 'sid', key }], connection, originOf(visit), kit)
}
