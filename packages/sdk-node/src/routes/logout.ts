import { checkSameOrigin } from '../http/check-same-origin.ts'
import { readForm } from '../http/read-form.ts'
import { json, page, redirect } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { toReturnPath } from '../login/return-path.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import type { Kit, Visit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { loginPath } from './urls.ts'

/** POST /logout: ends the session here. Pages go to `return_to`, scripts get JSON. */
export async function logout(visit: Visit, kit: Kit): Promise<Response> {
  const { request, url } = visit
  checkSameOrigin(request, kit.config.baseUrl)
  const isForm = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded')
  const form = isForm ? await readForm(request, { maxBytes: 16 * 1024 }) : null
  return signedOut(form?.get('return_to') ?? url.searchParams.get('return_to'), visit, kit)
}

/**
 * GET /logout: signs out when our own page sent the person here; otherwise asks, because any site can put this address into
 * an image.
 */
export async function confirmLogout(visit: Visit, kit: Kit): Promise<Response> {
  const { request, url } = visit
  const { basePath } = kit.config
  const returnTo = url.searchParams.get('return_to')
  // An image or a prefetch on our own pages comes from our origin too.
  if (request.headers.get('sec-fetch-site') === 'same-origin' && wantsPage(request))
    return signedOut(returnTo, visit, kit)
  const session = visit.session()
  if (session === null)
    return page(renderSignedOutPage({ ...pageSetting(request, kit), signInUrl: loginPath(basePath, {}) }))
  const content = renderSignOutPage({
    ...pageSetting(request, kit),
    logoutUrl: `${basePath}/logout`,
    who: session.user.email,
    cancelUrl: toReturnPath(returnTo, kit.config),
  })
  return page(content)
}

function signedOut(returnTo: string | null, visit: Visit, kit: Kit): Response {
  const cookies = [kit.sessionCookies.remove()]
  return wantsPage(visit.request)
    ? redirect(toReturnPath(returnTo, kit.config), cookies)
    : json({ session: null }, 200, cookies)
}
