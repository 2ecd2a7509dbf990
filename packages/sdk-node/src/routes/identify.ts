import { toWebResponse } from '../http/to-web-response.ts'
import type { Session } from '../model/session.ts'
import { currentSession } from './current-session.ts'
import type { GuardAnswer, GuardedRequest } from './guarded-request.ts'
import type { Kit } from './kit.ts'
import { loginPath } from './urls.ts'

/** Who sends a guarded request; null: nobody who is signed in. */
export interface Identified {
  readonly kind: 'known'
  readonly session: Session | null
}

/** For a guard. When it cannot be known, because the store has a part of the session and does not say, nobody passes, and nobody is signed out. */
export async function identify(request: GuardedRequest, kit: Kit): Promise<Identified | GuardAnswer> {
  try {
    return { kind: 'known', session: await currentSession(request, kit) }
  } catch (thrown) {
    const { errorResponse } = await import('./error-response.ts')
    const answer = await errorResponse(thrown, request, request.url, kit)
    // Sign-in needs the store too, and says so.
    return { kind: 'answer', response: toWebResponse(answer), location: loginPath(kit.config.basePath, {}) }
  }
}
