import { isPrefetch } from '../http/wants-page.ts'
import type { Session } from '../model/session.ts'
import { admitRequest } from './admit-request.ts'
import type { GuardAnswer, GuardedRequest, GuardOptions } from './guarded-request.ts'
import { identify } from './identify.ts'
import type { Kits } from './kits.ts'
import { refuseHost } from './refuse-host.ts'

/** What to do with a request: let it pass, or answer it. */
export type GuardResult =
  | {
      readonly kind: 'pass'
      readonly session: Session
      /** Set-Cookie values for the answer: the renewed session, when that is due. */
      readonly setCookies: readonly string[]
    }
  | GuardAnswer

/** Lets requests with a session pass. A page request without one goes to sign-in and comes back; anything else gets 401. */
export async function guard(request: GuardedRequest, options: GuardOptions, kits: Kits): Promise<GuardResult> {
  const kit = kits.find(request)
  if (kit === null) return refuseHost(request, kits)
  const who = await identify(request, kit)
  if (who.kind === 'answer') return who
  const result = await admitRequest(who.session, request, options, kit)
  if (result.kind === 'answer') return result
  const renewed = isPrefetch(request) ? null : await kit.sessionCookies.renew(result.session, request, kit.config.now())
  return { ...result, setCookies: renewed === null ? [] : [renewed] }
}
