import type { HasHeaders } from '../http/cookies.ts'
import { redirect } from '../http/respond.ts'
import { isPrefetch, wantsPage } from '../http/wants-page.ts'
import { AuthError } from '../model/auth-error.ts'
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

/** Whom a guard lets pass. */
export interface GuardOptions {
  /**
   * The session must have this role; otherwise 403, ROLE_MISSING.
   *
   * @default any
   */
  readonly role?: string
  /**
   * The session must be of the organization with this id; otherwise 403, ROLE_MISSING.
   *
   * @default any
   */
  readonly organization?: string
  /**
   * Where to go after sign-in: a path on our origin.
   *
   * @default the page that was asked for
   */
  readonly returnTo?: string
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
export async function guard(request: GuardedRequest, options: GuardOptions, kit: Kit): Promise<GuardResult> {
  const now = kit.config.now()
  const session = kit.sessionCookies.read(request, now)
  if (session === null) return { kind: 'answer', response: await askToSignIn(request, options, kit) }
  const refusal = findRefusal(session, options)
  if (refusal !== null) {
    const { errorResponse } = await import('./error-response.ts')
    return {
      kind: 'answer',
      response: errorResponse(refusal, request, pathOf(request.url, kit.config.baseUrl) ?? '', kit),
    }
  }
  const renewed = isPrefetch(request) ? null : await kit.sessionCookies.renew(session, now)
  return { kind: 'pass', session, setCookies: renewed === null ? [] : [renewed] }
}

function findRefusal({ roles, organization }: Session, options: GuardOptions): AuthError | null {
  if (options.role !== undefined && !roles.includes(options.role))
    return new AuthError('ROLE_MISSING', `wanted the role '${options.role}', the session has [${roles.join(', ')}]`)
  if (options.organization !== undefined && organization.id !== options.organization)
    return new AuthError(
      'ROLE_MISSING',
      `wanted organization '${options.organization}', the session is of '${organization.id}'`,
    )
  return null
}

async function askToSignIn(request: GuardedRequest, options: GuardOptions, { config }: Kit): Promise<Response> {
  const { baseUrl, basePath } = config
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const asked = isRead ? pathOf(request.url, baseUrl) : null
  const loginUrl = loginPath(basePath, { return_to: toReturnPath(options.returnTo ?? asked, baseUrl, basePath) })
  if (isRead && wantsPage(request)) return redirect(loginUrl)
  const { sessionRequired } = await import('./session-required.ts')
  return sessionRequired(request, loginUrl)
}

/** Only the path counts: behind a proxy the URL's origin is not ours. */
function pathOf(url: string, baseUrl: URL): string | null {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url, baseUrl)) return null
  const { pathname, search } = new URL(url, baseUrl)
  return pathname + search
}
