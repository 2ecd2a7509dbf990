import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { LogoutResponse } from '../saml/logout-message.ts'
import type { Kit, Visit } from './kit.ts'
import { reportFailure } from './report-failure.ts'
import { finishUpstreamLogout } from './upstream-logout.ts'
import type { Answer } from '../ports/answer.ts'

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

/**
 * The end of a sign-out that began here. Here the session was over before the browser left, so the person goes on whatever became of it at
 * the identity provider; the developer is told.
 *
 * @throws AuthError LOGOUT_EXPIRED
 */
export function takeLogoutResponse(
  { inResponseTo, status: { codes, message } }: LogoutResponse,
  { id: connectionId }: SamlConnection,
  visit: Visit,
  kit: Kit,
): Answer {
  const response = finishUpstreamLogout(inResponseTo, connectionId, visit, kit)
  // PartialLogout comes below Success: somebody who was signed in there as well did not sign out.
  if (codes.length !== 1 || codes[0] !== success) {
    const detail = `logout: wanted ${success}, got ${codes.join(' > ') || 'none'}, message ${JSON.stringify(message)}`
    const failure = new AuthError('SAML_STATUS_NOT_SUCCESS', detail, { context: { connectionId } })
    reportFailure(failure, visit.url.pathname, kit.config)
  }
  return response
}
