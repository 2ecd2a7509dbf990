import type { AuthnRequestMessage } from '@launchpad-sso/sdk-node/saml-idp'
import { readForm } from '../http/read-form.ts'
import type { Reply } from '../http/reply.ts'
import type { Visit } from '../http/visit.ts'
import { readSamlRequest } from '../saml/read-saml-request.ts'
import { beginSignIn } from './begin-sign-in.ts'
import type { Kit } from './kit.ts'

/** A base64 request of 64 KiB and its RelayState. */
const maxFormBytes = 128 * 1024

/** An AuthnRequest by the HTTP-Redirect binding. */
export async function takeRedirectRequest(visit: Visit, kit: Kit): Promise<Reply> {
  return begin({ binding: 'redirect', query: visit.url.search }, visit.url.searchParams.get('login_hint'), kit)
}

/** An AuthnRequest by the HTTP-POST binding. */
export async function takePostRequest(visit: Visit, kit: Kit): Promise<Reply> {
  return begin({ binding: 'post', form: await readForm(visit.request, maxFormBytes) }, null, kit)
}

/** @param hint the e-mail address a person typed at the service provider. */
function begin(message: AuthnRequestMessage, hint: string | null, kit: Kit): Reply {
  const { request, forceAuthn, isPassive } = readSamlRequest(message, kit.applications, kit.saml.ssoUrl)
  const goal = { kind: 'saml', request } as const
  return beginSignIn({ goal, forced: forceAuthn, passive: isPassive, loginHint: request.subject ?? hint }, kit)
}
