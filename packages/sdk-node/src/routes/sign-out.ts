import { json, redirect } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { toLogoutTarget } from '../login/logout-target.ts'
import type { Session } from '../model/session.ts'
import type { LogoutAnswer } from '../model/wire.ts'
import { createUpstreamLogout } from './create-upstream-logout.ts'
import { endThisSession } from './end-this-session.ts'
import { findEndingSession } from './find-ending-session.ts'
import type { Kit, Visit } from './kit.ts'
import { startUpstreamLogout } from './upstream-logout.ts'
import type { Answer } from '../ports/answer.ts'

/** What a sign-out was asked with. */
export interface LogoutWish {
  /** Where the person wants to go then, as it came. */
  readonly returnTo: string | null
  /** Whether the session at the identity provider ends too; null: as the connection says. */
  readonly singleLogout: boolean | null
}

/** What a form says comes before what the address says. `forward` is how other products call `return_to`. */
export function readLogoutWish(...sources: readonly URLSearchParams[]): LogoutWish {
  const read = (name: string): string | null =>
    sources.map((source) => source.get(name)).find((value) => value !== null) ?? null
  const single = read('single_logout')
  return {
    returnTo: read('return_to') ?? read('forward'),
    singleLogout: single === 'true' ? true : single === 'false' ? false : null,
  }
}

/** The cookie goes, and the session with it, wherever else somebody has copied it to. Then the identity provider is asked, if at all. */
export async function signOut(wish: LogoutWish, visit: Visit, kit: Kit): Promise<Answer> {
  const session = await findEndingSession(visit, kit)
  const target = toLogoutTarget(wish.returnTo, kit.config)
  const isPage = wantsPage(visit.request)
  if (session !== null) {
    const secrets = await endThisSession(session, visit, kit)
    if (await isSingle(wish, session, kit)) {
      const answer = await (isPage ? startUpstreamLogout : answerUpstreamLogout)(session, secrets, target, visit, kit)
      if (answer !== null) return answer
    }
  }
  const cookies = [kit.sessionCookies.remove()]
  return isPage ? redirect(target, cookies) : json(nowhere, 200, cookies)
}

const nowhere: LogoutAnswer = { session: null, logoutUrl: null, logoutFields: null }

/** For a script, which has to take the browser there itself. */
const answerUpstreamLogout: typeof startUpstreamLogout = async (session, secrets, target, visit, kit) => {
  const step = await createUpstreamLogout(session, secrets, target, visit, kit)
  if (step === null) return null
  const { handoff, cookies } = step
  const logoutFields = handoff.kind === 'form-post' ? handoff.fields : null
  const answer: LogoutAnswer = { session: null, logoutUrl: handoff.url.href, logoutFields }
  return json(answer, 200, [kit.sessionCookies.remove(), ...cookies])
}

/** Nobody who signs out sees an error because we cannot tell now what the connection says. */
async function isSingle({ singleLogout }: LogoutWish, { connection }: Session, { connections }: Kit): Promise<boolean> {
  if (singleLogout !== null) return singleLogout
  const found = await connections.find(connection).catch(() => null)
  return found?.singleLogout ?? false
}
