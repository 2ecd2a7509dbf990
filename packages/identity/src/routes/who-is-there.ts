import type { Visit } from '../http/visit.ts'
import { findCurrent, type Current } from '../sessions/find-current.ts'
import type { Kit } from './kit.ts'

/** The person at the browser; null when nobody is signed in. */
export function whoIsThere(visit: Visit, kit: Kit): Promise<Current | null> {
  return findCurrent(visit.cookies, kit.cookieNames.session, kit)
}
