import { formatCookie } from '../http/cookies.ts'
import { getOne, readForm } from '../http/read-form.ts'
import { redirectTo, showPage, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { IdentityError } from '../identity-error.ts'
import { renderLoginPage, type LoginPage } from '../pages/login-page.ts'
import type { Account } from '../accounts/account.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { launchpadSignIn } from '../sign-in/sign-ins.ts'
import { refusePassive } from './answer-saml.ts'
import { completeSignIn } from './complete-sign-in.ts'
import type { Kit } from './kit.ts'
import { toFormAction } from './to-form-action.ts'
import { whoIsThere } from './who-is-there.ts'

const maxFormBytes = 16 * 1024

/** Every sign-in comes through here: it is done at once for a person who is signed in, else the form is shown. */
export async function showLogin(visit: Visit, kit: Kit): Promise<Reply> {
  const signIn = getSignIn(getOne(visit.url.searchParams, 'login'), kit)
  const current = await whoIsThere(visit, kit)
  const isExpected = signIn.sessionId === null || signIn.sessionId === current?.session.id
  if (current !== null && !signIn.forced && isExpected) {
    kit.signIns.take(signIn.id)
    return completeSignIn(signIn.goal, current, visit, kit)
  }
  if (signIn.passive && signIn.goal.kind === 'saml') {
    kit.signIns.take(signIn.id)
    return refusePassive(signIn.goal.request, visit, kit)
  }
  return showForm(visit, kit, signIn, { username: signIn.loginHint ?? '', problem: null })
}

/** Takes the user name and the password. */
export async function submitLogin(visit: Visit, kit: Kit): Promise<Reply> {
  const form = await readForm(visit.request, maxFormBytes)
  const signIn = getSignIn(getOne(form, 'login') ?? '', kit)
  kit.formGuard.check(visit, toPurpose(signIn), getOne(form, 'csrf'))
  const username = getOne(form, 'username') ?? ''
  const attempt = await kit.accounts.authenticate(username, getOne(form, 'password') ?? '')
  if (attempt.kind === 'accepted') return finish(visit, kit, signIn, attempt.account)
  kit.config.log({ level: 'warn', event: 'sign-in.failed', reason: attempt.kind })
  if (attempt.kind === 'refused') return showForm(visit, kit, signIn, { username, problem: attempt }, 422)
  const reply = showForm(
    visit,
    kit,
    signIn,
    { username, problem: { kind: 'too-many', seconds: attempt.retryAfterSeconds } },
    429,
  )
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(attempt.retryAfterSeconds) } }
}

/** A new session, whatever there was; then back to {@link showLogin}, which now finds the person. */
async function finish(visit: Visit, kit: Kit, signIn: SignIn, account: Account): Promise<Reply> {
  if (signIn.id !== '' && kit.signIns.take(signIn.id) === null)
    throw new IdentityError(
      'SIGN_IN_EXPIRED',
      'login: wanted an unfinished sign-in, got one that another request finished',
    )
  const before = await whoIsThere(visit, kit)
  if (before !== null) kit.sessions.end(before.session)
  const { goal } = signIn
  const { session, sealed } = await kit.sessions.create(account.id, goal.kind === 'oidc' ? goal.interactionId : null)
  kit.config.log({ level: 'info', event: 'sign-in.succeeded', accountId: account.id })
  const cookies = [formatCookie(kit.cookieNames.session, sealed, kit.config.issuer, kit.config.sessionSeconds)]
  if (goal.kind === 'launchpad') return redirectTo('/', cookies)
  const next = kit.signIns.begin({ ...signIn, forced: false, sessionId: session.id })
  return redirectTo(`/login?login=${next.id}`, cookies)
}

function showForm(
  visit: Visit,
  kit: Kit,
  signIn: SignIn,
  shown: Pick<LoginPage, 'username' | 'problem'>,
  status = 200,
): Reply {
  const { token, cookies } = kit.formGuard.protect(visit, toPurpose(signIn))
  const page = renderLoginPage({
    ...shown,
    locale: visit.locale,
    signInId: signIn.id,
    token,
    applicationName: findApplicationName(signIn, kit),
    formAction: toFormAction(kit.config.issuer),
  })
  return showPage(page, status, cookies)
}

/** @throws IdentityError SIGN_IN_EXPIRED for a reference that is unknown, used or too old. */
function getSignIn(id: string | null, kit: Kit): SignIn {
  if (id === null || id === '') return launchpadSignIn
  const signIn = kit.signIns.find(id)
  if (signIn === null)
    throw new IdentityError('SIGN_IN_EXPIRED', 'login: wanted the reference of an unfinished sign-in, got another')
  return signIn
}

function toPurpose(signIn: SignIn): string {
  return `login ${signIn.id}`
}

function findApplicationName({ goal }: SignIn, { applications }: Kit): string | null {
  if (goal.kind === 'launchpad') return null
  const id = goal.kind === 'saml' ? goal.request.applicationId : goal.applicationId
  return applications.find(id)?.name ?? null
}
