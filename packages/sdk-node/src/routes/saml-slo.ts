import { readForm } from '../http/read-form.ts'
import type { IncomingLogout } from '../saml/logout-message.ts'
import { answerLogoutRequest } from './answer-logout-request.ts'
import { getConnectionOf } from './get-connection-of.ts'
import type { Kit, Visit } from './kit.ts'
import { takeLogoutResponse } from './take-logout-response.ts'
import { logoutReturnUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** A message may have 64 KiB; base64 makes 88 of it, percent-encoding a little more. */
const maxBytes = 128 * 1024

/**
 * GET and POST /saml/:connection/slo: the identity provider says that somebody is signed out there, or answers a sign-out that began here. What
 * cannot be proven gets an error, and leads nowhere.
 *
 * @see saml-profiles-2.0-os, section 4.4
 */
export async function samlSlo(visit: Visit, kit: Kit): Promise<Answer> {
  const connection = await getConnectionOf('saml', visit.params['connection'] ?? '', kit)
  const sloUrl = logoutReturnUrl(kit.config, connection)
  const incoming = await readIncoming(visit)
  const arrival = { connection, incoming, sloUrl }
  const { message, ...rest } = await kit.protocols.readSamlLogout(arrival, kit.outsideOf(connection))
  switch (message.kind) {
    case 'request':
      return answerLogoutRequest({ message, ...rest }, connection, visit, kit)
    case 'response':
      return takeLogoutResponse(message, connection, visit, kit)
  }
}

async function readIncoming({ request, url }: Visit): Promise<IncomingLogout> {
  if (request.method === 'POST') return { binding: 'post', form: await readForm(request, { maxBytes }) }
  return { binding: 'redirect', query: url.search }
}
