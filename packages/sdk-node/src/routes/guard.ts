import type { HasHeaders } from '../http/cookies.ts'
import { redirect } from '../http/respond.ts'
import { isPrefetch, wantsPage } from '../http/wants-page.ts'
import type { Session } from '../model/session.ts'
import { toReturnPath } from '../login/return-path.ts'
import type { Kit } from './kit.ts'
import { loginPath } from './urls.ts'

/** A request as a guard sees it. A Web `Request` is one. */
export interface GuardedRequest extends HasHeaders {
  readonly method: string
  /** Path with query, or the whole URL. */
  readonly url: string
}

/** What to do with a request: let it pass, or answer it. */
export type GuardResult =
  | {
      readonly kind: 'pass'
      readonly session: Session
      /** Set-Cookie values for the answer: the renewed session, when that is due. */
      readonly setCookies: readonly string[]
    }
  | { readonly kind: 'answer'; readonly response: Response }

/** Lets requests with a session pass. A page request without one goes to sign-in and comes back; anything else gets 401. */
export async function guard(request: GuardedRequest, kit: Kit): Promise<GuardResult> {
  const { config, sessionCookies } = kit
  const now = config.now()
  const session = sessionCookies.read(request, now)
  if (session !== null) {
    const renewed = isPrefetch(request) ? null : await sessionCookies.renew(session, now)
    return { kind: 'pass', session, setCookies: renewed === null ? [] : [renewed] }
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const returnTo = isRead ? toReturnPath(pathOf(request.url, config.baseUrl), config.baseUrl, config.basePath) : '/'
  const loginUrl = loginPath(config.basePath, { return_to: returnTo })
  if (isRead && wantsPage(request)) return { kind: 'answer', response: redirect(loginUrl) }
  const { sessionRequired } = await import('./session-required.ts')
  return { kind: 'answer', response: sessionRequired(request, loginUrl) }
}

/** Only the path counts: behind a proxy the URL's origin is not ours. */
function pathOf(url: string, baseUrl: URL): string | null {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url, baseUrl)) return null
  const { pathname, search } = new URL(url, baseUrl)
  return pathname + search
}
