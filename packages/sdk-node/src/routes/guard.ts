import type { HasHeaders } from '../http/cookies.ts'
import { json, redirect } from '../http/respond.ts'
import { isPrefetch, wantsPage } from '../http/wants-page.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Session } from '../model/session.ts'
import type { ErrorAnswer } from '../model/wire.ts'
import { messagesOf } from '../pages/messages-of.ts'
import { pickLocale } from '../pages/pick-locale.ts'
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
  return {
    kind: 'answer',
    response: isRead && wantsPage(request) ? redirect(loginUrl) : sessionRequired(request, loginUrl),
  }
}

/** @see RFC 9110, section 15.5.2: a 401 names a scheme; ours is no registered one, so the browser shows no dialog. */
function sessionRequired(request: GuardedRequest, loginUrl: string): Response {
  const { code, status } = new AuthError('SESSION_REQUIRED', 'the request carries no live session')
  const locale = pickLocale(request.headers.get('accept-language') ?? null)
  const message = messagesOf(locale).errors[code].say
  const answer: ErrorAnswer = { error: { code, message, incidentId: null, loginUrl } }
  const response = json(answer, status)
  response.headers.set('www-authenticate', 'Session')
  return response
}

/** Only the path counts: behind a proxy the URL's origin is not ours. */
function pathOf(url: string, baseUrl: URL): string | null {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url, baseUrl)) return null
  const { pathname, search } = new URL(url, baseUrl)
  return pathname + search
}
