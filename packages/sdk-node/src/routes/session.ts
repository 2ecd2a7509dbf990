import { json } from '../http/respond.ts'
import { toWireSession } from './to-wire-session.ts'
import type { Kit, Visit } from './kit.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /session: the session as JSON, null when there is none. Renews it when that is due, but with `?renew=false`: a page that only
 * looks from time to time would keep the session of somebody who has left the computer.
 */
export async function session(visit: Visit, kit: Kit): Promise<Answer> {
  const current = await visit.session()
  const isUse = visit.url.searchParams.get('renew') !== 'false'
  const cookie =
    current === null || !isUse ? null : await kit.sessionCookies.renew(current, visit.request, kit.config.now())
  return json({ session: current === null ? null : toWireSession(current) }, 200, cookie === null ? [] : [cookie])
}
