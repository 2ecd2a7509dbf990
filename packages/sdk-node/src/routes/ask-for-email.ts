import { page, redirect } from '../http/respond.ts'
import { anyProvider } from '../pages/any-provider.ts'
import { renderSignInPage } from '../pages/sign-in-page.ts'
import type { Kit, Visit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { withQuery } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** What is known before the address is. */
interface Asked {
  readonly returnTo: string
  /** What the person typed and is no address. */
  readonly invalid: string | null
}

/** The app's own page that asks for the address, or the built-in one. */
export function askForEmail({ returnTo, invalid }: Asked, visit: Visit, kit: Kit): Answer {
  const { basePath, baseUrl, signInPage } = kit.config
  if (signInPage !== null)
    return redirect(
      withQuery(signInPage, {
        return_to: returnTo,
        // A long text was typed by nobody.
        ...(invalid !== null && { error: 'email_invalid', email: invalid.slice(0, 320) }),
      }),
    )
  const asked = {
    ...pageSetting(visit.request, kit),
    loginUrl: `${basePath}/login`,
    returnTo,
    formAction: anyProvider(baseUrl),
  }
  if (invalid === null) return page(renderSignInPage(asked))
  return page(renderSignInPage({ ...asked, email: invalid, problem: 'emailInvalid' }), 400)
}
