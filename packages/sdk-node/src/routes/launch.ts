import { parseTypedEmail } from '../discovery/parse-email.ts'
import { readForm } from '../http/read-form.ts'
import { toReturnPath } from '../login/return-path.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Connection } from '../model/connection.ts'
import { beginLogin } from './begin-login.ts'
import type { Kit, Visit } from './kit.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET and POST /launch/:connection: third-party-initiated login, how a Launchpad opens the app. It only starts an ordinary
 * login with a connection of ours, so whoever calls it gains nothing.
 *
 * @see OpenID Connect Core 1.0, section 4
 */
export async function launch(visit: Visit, kit: Kit): Promise<Answer> {
  const params =
    visit.request.method === 'POST' ? await readForm(visit.request, { maxBytes: 16 * 1024 }) : visit.url.searchParams
  return beginLogin(
    {
      connectionId: visit.params['connection'] ?? '',
      check: (connection) => checkIssuer(params.get('iss'), connection),
      loginHint: parseTypedEmail(params.get('login_hint') ?? '')?.address ?? null,
      returnTo: toReturnPath(params.get('target_link_uri'), kit.config),
    },
    visit,
    kit,
  )
}

function checkIssuer(iss: string | null, connection: Connection): void {
  const expected = connection.type === 'oidc' ? connection.issuer : connection.idpEntityId
  // OpenID Connect requires `iss`; a SAML identity provider has no such custom.
  if (iss === expected || (iss === null && connection.type === 'saml')) return
  throw new AuthError(
    'REQUEST_INVALID',
    `wanted iss '${expected}', got ${iss === null ? 'none' : `'${iss.slice(0, 200)}'`}`,
  )
}
