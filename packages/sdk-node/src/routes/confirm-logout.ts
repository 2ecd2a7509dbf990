import { page, redirect } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { findListed } from '../login/logout-target.ts'
import { toReturnPath } from '../login/return-path.ts'
import type { Session } from '../model/session.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import { findLogoutProvider } from './find-logout-provider.ts'
import type { Kit, Visit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { readLogoutWish, signOut, type LogoutWish } from './sign-out.ts'
import { loginPath } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /logout: signs out when our own page sent the person here; otherwise asks, because any site can put this address into
 * an image.
 */
export async function confirmLogout(visit: Visit, kit: Kit): Promise<Answer> {
  const { request, url } = visit
  const wish = readLogoutWish(url.searchParams)
  // An image or a prefetch on our own pages comes from our origin too. Another host of our site may belong to somebody else.
  if (request.headers.get('sec-fetch-site') === 'same-origin' && wantsPage(request)) return signOut(wish, visit, kit)
  const session = await visit.session()
  if (session !== null) return ask(wish, session, visit, kit)
  const listed = findListed(wish.returnTo, kit.config)
  if (listed !== null) return redirect(listed)
  const signInUrl = loginPath(kit.config.basePath, {})
  return page(renderSignedOutPage({ ...pageSetting(request, kit), signInUrl }))
}

async function ask(wish: LogoutWish, session: Session, { request }: Visit, kit: Kit): Promise<Answer> {
  const { config } = kit
  const listed = findListed(wish.returnTo, config)
  const cancelUrl = toReturnPath(wish.returnTo, config)
  const content = renderSignOutPage({
    ...pageSetting(request, kit),
    logoutUrl: `${config.basePath}/logout`,
    who: session.user.email,
    cancelUrl,
    returnTo: listed ?? cancelUrl,
    ourUrl: config.baseUrl,
    provider: await findLogoutProvider(wish, session, kit),
    leadsAway: listed !== null,
  })
  return page(content)
}
