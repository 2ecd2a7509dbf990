import { isLoginId } from '../model/pending-login.ts'
import { readForm } from '../http/read-form.ts'
import { peekInResponseTo } from '../saml/peek-in-response-to.ts'
import type { Kit, Visit } from './kit.ts'
import { signIn } from './sign-in.ts'
import { unsolicited } from './unsolicited.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * POST /saml/:connection/acs. The connection is chosen by the path and by our own request, never by the Issuer: fluig
 * gives every company the same one.
 */
export async function samlAcs(visit: Visit, kit: Kit): Promise<Answer> {
  // A response may have 256 KiB; base64 makes 350 of it, percent-encoding a little more.
  const params = await readForm(visit.request, { maxBytes: 512 * 1024 })
  const connectionId = visit.params['connection'] ?? ''
  const relayState = params.get('RelayState')
  if (isLoginId(relayState)) return signIn({ loginId: relayState, connectionId, type: 'saml', params }, visit, kit)
  // Some IdPs lose the RelayState. Our request's id is the login's id, and the response repeats it; what it says there is
  // only used to look the login up, and checked again inside the signed assertion.
  const inResponseTo = peekInResponseTo(params)
  if (inResponseTo !== null) return signIn({ loginId: inResponseTo, connectionId, type: 'saml', params }, visit, kit)
  return unsolicited({ connectionId, relayState, params }, visit, kit)
}
