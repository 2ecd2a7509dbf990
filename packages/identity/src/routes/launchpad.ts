import { redirectTo, showPage, type Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { renderLaunchpadPage } from '../pages/launchpad-page.ts'
import type { Kit } from './kit.ts'
import { logoutPurpose } from './logout.ts'
import { whoIsThere } from './who-is-there.ts'

/** The person's applications. */
export async function showLaunchpad(visit: Visit, kit: Kit): Promise<Reply> {
  const current = await whoIsThere(visit, kit)
  if (current === null) return redirectTo('/login')
  const { token, cookies } = kit.formGuard.protect(visit, logoutPurpose)
  const applications = kit.applications.listFor(current.account)
  return showPage(
    renderLaunchpadPage({ locale: visit.locale, account: current.account, applications, token }),
    200,
    cookies,
  )
}
