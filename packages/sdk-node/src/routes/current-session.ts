import type { Session } from '../model/session.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Kit } from './kit.ts'

/**
 * The live session of a request, or null. Costs no query while requests come: the store is asked now and then, in the background. After a
 * pause the first one waits for its answer, and not long: a store that is down stops nobody who is signed in.
 *
 * A session whose roles did not fit into its cookie is asked for once per process. It is never answered without them.
 *
 * @throws AuthError STORE_UNAVAILABLE for such a session, when the store does not answer
 */
export async function currentSession(
  source: HasHeaders,
  { sessionCookies, revocations, sessionRoles, config }: Reader,
): Promise<Session | null> {
  const held = sessionCookies.read(source, config.now())
  if (held === null) return null
  const asking = revocations.catchUp()
  if (asking !== null) {
    await asking
    if (revocations.isRevoked(held)) return null
  }
  if (held.roles !== null) return held
  const roles = await sessionRoles.find(held.id)
  return roles === null ? null : Object.freeze({ ...held, roles })
}

type Reader = Pick<Kit, 'sessionCookies' | 'revocations' | 'sessionRoles' | 'config'>
