import { redirect } from '../http/respond.ts'
import { toWebResponse } from '../http/to-web-response.ts'
import { wantsPage } from '../http/wants-page.ts'
import { toReturnPath } from '../login/return-path.ts'
import { AuthError } from '../model/auth-error.ts'
import type { AuthenticationRule } from '../model/authentication-policy.ts'
import type { Session } from '../model/session.ts'
import { isRead, type GuardAnswer, type GuardedRequest, type GuardOptions } from './guarded-request.ts'
import type { Kit } from './kit.ts'
import { parseRecentAuth, isRecent } from './recent-auth.ts'
import { toStepUpParameters } from './parse-step-up.ts'
import { deniedPath, loginPath, withQuery } from './urls.ts'

/** What both guards share: the session that may pass, or the answer to a request without one. */
export async function admitRequest(
  session: Session | null,
  request: GuardedRequest,
  options: GuardOptions,
  kit: Kit,
): Promise<{ readonly kind: 'pass'; readonly session: Session } | GuardAnswer> {
  if (session === null) return askToSignIn(request, options, kit)
  const refusal = findRefusal(session, options)
  if (refusal !== null) return deny(refusal, request, options, kit)
  if (options.recentAuth === undefined) return { kind: 'pass', session }
  const rule = parseRecentAuth(options.recentAuth)
  const isEnough = isRecent(session, rule, kit.config.now())
  return isEnough ? { kind: 'pass', session } : askToSignInAgain(session, rule, request, options, kit)
}

function askToSignIn(request: GuardedRequest, options: GuardOptions, { config }: Kit): Promise<GuardAnswer> {
  const location = loginPath(config.basePath, { return_to: wayBack(request, options, config) })
  return leadTo(location, 'SESSION_REQUIRED', request)
}

/** Where the person was signed in: by their connection, or by the app's own form. */
function askToSignInAgain(
  { connection, upstream, user }: Session,
  rule: AuthenticationRule,
  request: GuardedRequest,
  options: GuardOptions,
  { config }: Kit,
): Promise<GuardAnswer> {
  const { basePath, passwordPage } = config
  const parameters = { return_to: wayBack(request, options, config), ...toStepUpParameters(rule) }
  const isByForm = upstream === null && passwordPage !== null
  const location = isByForm
    ? withQuery(passwordPage, { email: user.email, ...parameters })
    : loginPath(basePath, { connection: upstream === null ? null : connection, ...parameters })
  return leadTo(location, 'REAUTHENTICATION_REQUIRED', request)
}

async function leadTo(
  location: string,
  code: 'SESSION_REQUIRED' | 'REAUTHENTICATION_REQUIRED',
  request: GuardedRequest,
): Promise<GuardAnswer> {
  if (isRead(request) && wantsPage(request))
    return { kind: 'answer', response: toWebResponse(redirect(location)), location }
  const { sessionRequired } = await import('./session-required.ts')
  return { kind: 'answer', response: toWebResponse(sessionRequired(request, location, code)), location }
}

function findRefusal({ roles, organization }: Session, options: GuardOptions): string | null {
  if (options.role !== undefined && !roles.includes(options.role))
    return `wanted the role '${options.role}', the session has [${roles.join(', ')}]`
  if (options.organization !== undefined && organization.id !== options.organization)
    return `wanted organization '${options.organization}', the session is of '${organization.id}'`
  return null
}

async function deny(detail: string, request: GuardedRequest, options: GuardOptions, kit: Kit): Promise<GuardAnswer> {
  const returnTo = wayBack(request, options, kit.config)
  const [{ answerFailure }, { reportFailure }] = await Promise.all([
    import('./error-response.ts'),
    import('./report-failure.ts'),
  ])
  const error = new AuthError('ROLE_MISSING', detail, { context: { returnTo } })
  const incident = reportFailure(error, pathOf(request.url) ?? '', kit.config)
  return {
    kind: 'answer',
    response: toWebResponse(await answerFailure(error, incident, request, kit)),
    // The page there shows the incident that is in the log by now, so that one refusal is one entry.
    location: deniedPath(kit.config.basePath, { incident, return_to: returnTo }),
  }
}

function wayBack(request: GuardedRequest, options: GuardOptions, config: Kit['config']): string {
  // Next sends a server action to the page it is called from; any other write has an address that nobody can go to.
  const isPage = isRead(request) || Boolean(request.headers.get('next-action'))
  return toReturnPath(options.returnTo ?? (isPage ? pathOf(request.url) : null), config)
}

/** Only the path counts: behind a proxy the URL's origin is not ours. */
function pathOf(url: string): string | null {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return pathname + search
}
