import { json } from '../http/respond.ts'
import { toWireSession } from './to-wire-session.ts'
import type { Kit, Visit } from './kit.ts'

/** GET /session: the session as JSON, null when there is none. Renews it when that is due. */
export async function session(visit: Visit, kit: Kit): Promise<Response> {
  const current = await visit.session()
  const cookie = current === null ? null : await kit.sessionCookies.renew(current, kit.config.now())
  return json({ session: current === null ? null : toWireSession(current) }, 200, cookie === null ? [] : [cookie])
}
