import type { Session } from '../model/session.ts'
import type { Kit, Visit } from './kit.ts'
import { reportFailure } from './report-failure.ts'
import { toAuthError } from './to-auth-error.ts'

/** The session of somebody who is being signed out. Null also where the store does not say what it has of it: that keeps nobody signed in. */
export async function findEndingSession(visit: Visit, { config }: Pick<Kit, 'config'>): Promise<Session | null> {
  try {
    return await visit.session()
  } catch (thrown) {
    reportFailure(toAuthError(thrown), visit.url.pathname, config)
    return null
  }
}
