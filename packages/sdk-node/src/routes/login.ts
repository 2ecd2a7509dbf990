import { discover } from '../discovery/discover.ts'
import { parseTypedEmail } from '../discovery/parse-email.ts'
import { page } from '../http/respond.ts'
import { toReturnPath } from '../login/return-path.ts'
import { AuthError } from '../model/auth-error.ts'
import { anyProvider } from '../pages/any-provider.ts'
import { renderPickerPage } from '../pages/picker-page.ts'
import { renderSignInPage } from '../pages/sign-in-page.ts'
import type { ConnectionSummary } from '../ports/connections.ts'
import { beginLogin } from './begin-login.ts'
import type { Kit, Visit } from './kit.ts'
import { pageSetting } from './page-setting.ts'
import { loginPath } from './urls.ts'

/** GET /login: to the identity provider, or to the page that asks for what is missing. */
export async function login(visit: Visit, kit: Kit): Promise<Response> {
  const query = visit.url.searchParams
  const { config, connections } = kit
  const returnTo = toReturnPath(query.get('return_to'), config.baseUrl, config.basePath)
  const typed = query.get('email')?.trim() || null
  const email = typed === null ? null : parseTypedEmail(typed)

  const named = query.get('connection')
  if (named !== null) {
    const converted = query.get('converted') === '1'
    return beginLogin({ connectionId: named, loginHint: email?.address ?? null, returnTo, converted }, visit, kit)
  }
  const organization = query.get('organization')
  if (typed === null && organization === null) return askForEmail(visit, kit, returnTo, null)
  if (typed !== null && email === null) return askForEmail(visit, kit, returnTo, typed)

  const found = email !== null ? discover(email, connections) : connections.findByOrganization(organization ?? '')
  const [only, ...others] = found
  if (only === undefined) {
    const asked = email === null ? `organization '${organization}'` : `domain '${email.domain}'`
    throw new AuthError('CONNECTION_NOT_FOUND', `no active connection serves ${asked}`, { context: { returnTo } })
  }
  if (others.length > 0) return letPick(found, visit, kit, { email: email?.address, return_to: returnTo })
  return beginLogin({ connectionId: only.id, loginHint: email?.address ?? null, returnTo }, visit, kit)
}

function askForEmail(visit: Visit, kit: Kit, returnTo: string, invalid: string | null): Response {
  const { basePath, baseUrl } = kit.config
  const asked = {
    ...pageSetting(visit.request, kit),
    loginUrl: `${basePath}/login`,
    returnTo,
    formAction: anyProvider(baseUrl),
  }
  if (invalid === null) return page(renderSignInPage(asked))
  return page(renderSignInPage({ ...asked, email: invalid, problem: 'emailInvalid' }), 400)
}

function letPick(
  found: readonly ConnectionSummary[],
  visit: Visit,
  kit: Kit,
  parameters: Readonly<Record<string, string | undefined>>,
): Response {
  const { basePath } = kit.config
  const content = renderPickerPage({
    ...pageSetting(visit.request, kit),
    organization: found[0]?.organization.name ?? '',
    choices: found.map(({ id, name }) => ({ name, url: loginPath(basePath, { ...parameters, connection: id }) })),
    signInUrl: loginPath(basePath, { return_to: parameters['return_to'] }),
  })
  return page(content)
}
