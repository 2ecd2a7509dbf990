import { redirect } from '../http/respond.ts'
import { toLogoutTarget } from '../login/logout-target.ts'
import { AuthError } from '../model/auth-error.ts'
import type { SessionSecrets } from '../model/session-secrets.ts'
import type { Session } from '../model/session.ts'
import { toHandoffResponse } from './begin-login.ts'
import { createUpstreamLogout } from './create-upstream-logout.ts'
import type { Kit, Visit } from './kit.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * Takes the browser of a session that is over here to the identity provider, to end it there too. Null: there is no way, or it could not be
 * had now.
 *
 * @param secrets of the session; null: nothing is known any more.
 * @param returnTo where the person goes when they are back: of `toLogoutTarget`.
 */
export async function startUpstreamLogout(
  session: Session,
  secrets: SessionSecrets | null,
  returnTo: string,
  visit: Visit,
  kit: Kit,
): Promise<Answer | null> {
  const step = await createUpstreamLogout(session, secrets, returnTo, visit, kit)
  if (step === null) return null
  return toHandoffResponse(step.handoff, step.connection, [kit.sessionCookies.remove(), ...step.cookies], visit, kit)
}

/**
 * The browser is back, and goes where it wanted to. Nothing hangs on it: the session was over before it left.
 *
 * @param logoutId the `state`, RelayState or InResponseTo it came with.
 * @throws AuthError LOGOUT_EXPIRED when this browser did not leave with that.
 */
export function finishUpstreamLogout(logoutId: string | null, connectionId: string, visit: Visit, kit: Kit): Answer {
  const pending = kit.logoutCookies.read(visit.request)
  if (pending === null || pending.logoutId !== logoutId || pending.connectionId !== connectionId)
    throw new AuthError(
      'LOGOUT_EXPIRED',
      `wanted the sign-out this browser began${pending === null ? ', it began none' : ` at '${pending.connectionId.slice(0, 80)}'`}, got ${logoutId === null ? 'none' : 'another'} at '${connectionId}'`,
    )
  return redirect(toLogoutTarget(pending.returnTo, kit.config), [kit.logoutCookies.remove()])
}
