import type { Kit, Visit } from './kit.ts'
import { finishUpstreamLogout } from './upstream-logout.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /oidc/:connection/logged-out: the `post_logout_redirect_uri`.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0, section 3
 */
export async function oidcLoggedOut(visit: Visit, kit: Kit): Promise<Answer> {
  return finishUpstreamLogout(visit.url.searchParams.get('state'), visit.params['connection'] ?? '', visit, kit)
}
