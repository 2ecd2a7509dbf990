import { discover } from '../discovery/discover.ts'
import { parseTypedEmail } from '../discovery/parse-email.ts'
import { json } from '../http/respond.ts'
import { toReturnPath } from '../login/return-path.ts'
import { AuthError } from '../model/auth-error.ts'
import type { DiscoveryAnswer } from '../model/wire.ts'
import type { Kit, Visit } from './kit.ts'
import { loginPath, withQuery } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /discover: how an address signs in. The answer depends on the domain alone and has one shape, so it does not tell
 * who has an account. Every URL in it leads back to `return_to`.
 */
export async function discoverRoute(visit: Visit, kit: Kit): Promise<Answer> {
  if (!kit.mayAsk(visit.client))
    throw new AuthError('RATE_LIMITED', `too many questions from ${visit.client.ip ?? 'an unknown address'}`)
  const query = visit.url.searchParams
  const email = parseTypedEmail(query.get('email') ?? '')
  if (email === null) throw new AuthError('REQUEST_INVALID', 'wanted an e-mail address in the parameter email')
  const { basePath, passwordPage } = kit.config
  const given = query.get('return_to')
  const parameters = { email: email.address, return_to: given === null ? null : toReturnPath(given, kit.config) }
  const found = await discover(email, kit.connections)
  const passwordUrl =
    found.length === 0 && passwordPage !== null && (await kit.connections.allowsPassword(email.domain))
      ? withQuery(passwordPage, parameters)
      : null
  const answer: DiscoveryAnswer = {
    kind: found.length > 0 ? 'sso' : passwordUrl !== null ? 'password' : 'unknown',
    loginUrl: passwordUrl ?? loginPath(basePath, parameters),
    connections: found.map(({ id, name }) => ({
      id,
      name,
      loginUrl: loginPath(basePath, { ...parameters, connection: id }),
    })),
  }
  return json(answer)
}
