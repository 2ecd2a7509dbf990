import { checkSameOrigin } from '../http/check-same-origin.ts'
import { readForm } from '../http/read-form.ts'
import { json, page, redirect } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { draftSuccess } from '../model/draft-event.ts'
import type { Session } from '../model/session.ts'
import { toReturnPath } from '../login/return-path.ts'
import { renderSignOutPage } from '../pages/sign-out-page.ts'
import { renderSignedOutPage } from '../pages/signed-out-page.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
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
  return signOut(form?.get('return_to') ?? url.searchParams.get('return_to'), visit, kit)
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
    return signOut(returnTo, visit, kit)
  const session = await visit.session()
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

/** The cookie goes, and the session with it, wherever else somebody has copied it to. */
async function signOut(returnTo: string | null, visit: Visit, kit: Kit): Promise<Response> {
  const session = await visit.session()
  if (session !== null) await endSession(session, visit, kit)
  const cookies = [kit.sessionCookies.remove()]
  return wantsPage(visit.request)
    ? redirect(toReturnPath(returnTo, kit.config), cookies)
    : json({ session: null }, 200, cookies)
}

/** Who signs out is signed out in this browser, also when the store does not take it down. */
async function endSession({ id, user, organization }: Session, visit: Visit, kit: Kit): Promise<void> {
  const draft = draftSuccess(
    {
      type: 'session.revoked',
      organizationId: organization.id,
      occurredAt: kit.config.now(),
      actor: { type: 'user', id: user.id },
      target: { type: 'session', id },
      data: { scope: { kind: 'session', key: id }, cause: 'logout' },
    },
    originOf(visit),
  )
  try {
    await kit.store.events.append([draft])
    kit.revocations.expire()
  } catch (cause) {
    const { type, organizationId } = draft
    kit.config.log({ level: 'error', event: 'audit.failed', type, organizationId, detail: String(cause) })
  }
}
