import { findForward } from '../applications/find-forward.ts'
import { formatCookie } from '../http/cookies.ts'
import { getOne, readForm } from '../http/read-form.ts'
import { redirectTo, showPage, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import type { Kit } from './kit.ts'
import { toFormAction } from './to-form-action.ts'
import { whoIsThere } from './who-is-there.ts'

/** What the token of a sign-out form stands for. */
export const logoutPurpose = 'logout'

/** Asks first: a link could be followed by a page that only shows a picture. `forward` is where an application wants people to come back to. */
export async function askToLogOut(visit: Visit, kit: Kit): Promise<Reply> {
  const current = await whoIsThere(visit, kit)
  const forward = findForward(visit.url.searchParams.get('forward'), kit.applications.all)
  if (current === null) return redirectTo(forward ?? '/login')
  const { token, cookies } = kit.formGuard.protect(visit, logoutPurpose)
  const page = renderSignOutPage({
    locale: visit.locale,
    who: current.account.name,
    action: '/logout',
    proof: { name: 'csrf', value: token },
    formAction: forward === null ? `'self'` : toFormAction(kit.config.issuer),
    cancel: 'link',
    forward,
  })
  return showPage(page, 200, cookies)
}

/** Ends the session here, and tells the applications that want to be told. The others keep theirs. */
export async function logOut(visit: Visit, kit: Kit): Promise<Reply> {
  const form = await readForm(visit.request, 8192)
  kit.formGuard.check(visit, logoutPurpose, getOne(form, 'csrf'))
  const current = await whoIsThere(visit, kit)
  try {
    await kit.oidc.forget(visit.request, visit.response)
  } finally {
    if (current !== null) kit.sessions.end(current.session)
  }
  const cookies = [formatCookie(kit.cookieNames.session, '', kit.config.issuer, 0)]
  const forward = findForward(getOne(form, 'forward'), kit.applications.all)
  return forward === null ? showPage(renderSignedOutPage(visit.locale), 200, cookies) : redirectTo(forward, cookies)
}
