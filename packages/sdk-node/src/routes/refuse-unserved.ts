import type { Email } from '../discovery/parse-email.ts'
import { redirect } from '../http/respond.ts'
import { wantsPage } from '../http/wants-page.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Kit, Visit } from './kit.ts'
import { withQuery } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** A sign-in that no connection serves. One of the two is set. */
interface Unserved {
  readonly email: Email | null
  readonly organization: string | null
  readonly returnTo: string
}

/**
 * Takes a person to the app's own pages, where it has them: the password form, else the form to try another address.
 *
 * @throws AuthError CONNECTION_NOT_FOUND
 */
export async function refuseUnserved(
  { email, organization, returnTo }: Unserved,
  visit: Visit,
  kit: Kit,
): Promise<Answer> {
  const { passwordPage, signInPage } = kit.config
  if (email !== null && wantsPage(visit.request)) {
    const parameters = { email: email.address, return_to: returnTo }
    if (passwordPage !== null && (await kit.connections.allowsPassword(email.domain)))
      return redirect(withQuery(passwordPage, parameters))
    if (signInPage !== null) return redirect(withQuery(signInPage, { ...parameters, error: 'email_unknown' }))
  }
  const asked = email === null ? `organization '${organization}'` : `domain '${email.domain}'`
  throw new AuthError('CONNECTION_NOT_FOUND', `no active connection serves ${asked}`, { context: { returnTo } })
}
