import type { SessionSecrets } from '../model/session-secrets.ts'
import type { ReplacedSession } from '../model/memo.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { readSecrets } from '../sessions/open-secrets.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'

/**
 * Ends the session of the person who asks for it, or signs in once more. Who signs out is signed out in this browser, also when the store does not take it down.
 *
 * @returns what was kept of it, which is forgotten here: signing out at the identity provider needs it. Null: nothing, or it cannot be read.
 */
export async function endThisSession(session: ReplacedSession, visit: Visit, kit: Kit): Promise<SessionSecrets | null> {
  const { id, user, organization } = session
  try {
    await endSessions(
      {
        organizationId: organization.id,
        scopes: [{ kind: 'session', key: id }],
        cause: 'logout',
        actor: { type: 'user', id: user.id },
        target: { type: 'session', id },
        origin: originOf(visit),
      },
      kit,
    )
  } catch (cause) {
    const lost = { type: 'session.revoked', organizationId: organization.id } as const
    kit.config.log({ level: 'error', event: 'audit.failed', ...lost, detail: String(cause) })
    return null
  }
  return takeSecrets(id, visit, kit)
}

async function takeSecrets(id: string, visit: Visit, kit: Kit): Promise<SessionSecrets | null> {
  try {
    const secrets = await readSecrets(id, kit)
    // Its tokens open the identity provider's own interfaces, and nobody needs them any more.
    await kit.store.sessions.remove(id)
    return secrets
  } catch (thrown) {
    reportFailure(toAuthError(thrown), visit.url.pathname, kit.config)
    return null
  }
}
