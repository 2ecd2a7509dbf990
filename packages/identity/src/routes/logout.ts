import { formatCookie } from '../http/cookies.ts'
import { getOne, readForm } from '../http/read-form.ts'
import { redirectTo, showPage, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import type { Kit } from './kit.ts'
import { whoIsThere } from './who-is-there.ts'

/** What the token of a sign-out form stands for. */
export const logoutPurpose = 'logout'

/** Asks first: a link could be followed by a page that only shows a picture. */
export async function askToLogOut(visit: Visit, kit: Kit): Promise<Reply> {
  const current = await whoIsThere(visit, kit)
  if (current === null) return redirectTo('/login')
  const { token, cookies } = kit.formGuard.protect(visit, logoutPurpose)
  const page = renderSignOutPage({
    locale: visit.locale,
    who: current.account.name,
    action: '/logout',
    proof: { name: 'csrf', value: token },
    formAction: `'self'`,
    cancel: 'link',
  })
  return showPage(page, 200, cookies)
}

/** Ends the session here. Applications keep theirs. */
export async function logOut(visit: Visit, kit: Kit): Promise<Reply> {
  const form = await readForm(visit.request, 4096)
  kit.formGuard.check(visit, logoutPurpose, getOne(form, 'csrf'))
  const current = await whoIsThere(visit, kit)
  if (current !== null) kit.sessions.end(current.session)
  await kit.oidc.forget(visit.request, visit.response)
  return showPage(renderSignedOutPage(visit.locale), 200, [
    formatCookie(kit.cookieNames.session, '', kit.config.issuer, 0),
  ])
}
