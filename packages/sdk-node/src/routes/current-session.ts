import type { Session } from '../model/session.ts'
import type { HasHeaders } from '../ports/has-headers.ts'
import type { Kit } from './kit.ts'

/**
 * The live session of a request, or null. Costs no query while requests come: the store is asked now and then, in the background. After a
 * pause the first one waits for its answer, and not long: a store that is down stops nobody who is signed in.
 */
export async function currentSession(
  source: HasHeaders,
  { sessionCookies, revocations, config }: Pick<Kit, 'sessionCookies' | 'revocations' | 'config'>,
): Promise<Session | null> {
  const session = sessionCookies.read(source, config.now())
  const asking = session === null ? null : revocations.catchUp()
  if (session === null || asking === null) return session
  await asking
  return revocations.isRevoked(session) ? null : session
}
