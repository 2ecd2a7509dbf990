import { discover } from '../discovery/discover.ts'
import { parseTypedEmail } from '../discovery/parse-email.ts'
import { page } from '../http/respond.ts'
import { toReturnPath } from '../login/return-path.ts'
import { renderPickerPage } from '../pages/picker-page.ts'
import type { ConnectionSummary } from '../ports/connections.ts'
import { askForEmail } from './ask-for-email.ts'
import { beginLogin } from './begin-login.ts'
import type { Kit, Visit } from './kit.ts'
import { parseStepUp, toStepUpParameters } from './parse-step-up.ts'
import { pageSetting } from './page-setting.ts'
import { refuseUnserved } from './refuse-unserved.ts'
import { loginPath } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** GET /login: to the identity provider, or to the page that asks for what is missing. */
export async function login(visit: Visit, kit: Kit): Promise<Answer> {
  const query = visit.url.searchParams
  const returnTo = toReturnPath(query.get('return_to'), kit.config)
  const typed = query.get('email')?.trim() || null
  const email = typed === null ? null : parseTypedEmail(typed)
  const stepUp = parseStepUp(query)

  const named = query.get('connection')
  if (named !== null) {
    const converted = query.get('converted') === '1'
    const loginHint = email?.address ?? (stepUp === null ? null : await findAddress(named, visit))
    return beginLogin({ connectionId: named, loginHint, returnTo, converted, stepUp }, visit, kit)
  }
  const organization = query.get('organization')
  if (typed === null && organization === null) return askForEmail({ returnTo, invalid: null }, visit, kit)
  if (typed !== null && email === null) return askForEmail({ returnTo, invalid: typed }, visit, kit)

  const found = await (email !== null
    ? discover(email, kit.connections)
    : kit.connections.findByOrganization(organization ?? ''))
  const [only, ...others] = found
  if (only === undefined) return refuseUnserved({ email, organization, returnTo }, visit, kit)
  if (others.length > 0)
    return letPick(found, visit, kit, {
      email: email?.address,
      return_to: returnTo,
      ...toStepUpParameters(stepUp),
    })
  return beginLogin({ connectionId: only.id, loginHint: email?.address ?? null, returnTo, stepUp }, visit, kit)
}

/** Of the person who is to be checked again, so that the identity provider asks the right one. */
async function findAddress(connectionId: string, { session }: Visit): Promise<string | null> {
  const current = await session()
  return current?.connection === connectionId ? current.user.email : null
}

function letPick(
  found: readonly ConnectionSummary[],
  visit: Visit,
  kit: Kit,
  parameters: Readonly<Record<string, string | null | undefined>>,
): Answer {
  const { basePath } = kit.config
  const content = renderPickerPage({
    ...pageSetting(visit.request, kit, found[0]?.organization),
    organization: found[0]?.organization.name ?? '',
    choices: found.map(({ id, name }) => ({ name, url: loginPath(basePath, { ...parameters, connection: id }) })),
    signInUrl: loginPath(basePath, { return_to: parameters['return_to'] }),
  })
  return page(content)
}
