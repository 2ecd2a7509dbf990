import { discover } from '../discovery/discover.ts'
import { parseTypedEmail } from '../discovery/parse-email.ts'
import { json } from '../http/respond.ts'
import { AuthError } from '../model/auth-error.ts'
import type { DiscoveryAnswer } from '../model/wire.ts'
import type { Kit, Visit } from './kit.ts'
import { loginPath } from './urls.ts'

/**
 * GET /discover: how an address signs in. The answer depends on the domain alone and has one shape, so it does not tell
 * who has an account.
 */
export async function discoverRoute(visit: Visit, kit: Kit): Promise<Response> {
  if (!kit.mayAsk(visit.client))
    throw new AuthError('RATE_LIMITED', `too many questions from ${visit.client.ip ?? 'an unknown address'}`)
  const email = parseTypedEmail(visit.url.searchParams.get('email') ?? '')
  if (email === null) throw new AuthError('REQUEST_INVALID', 'wanted an e-mail address in the parameter email')
  const found = discover(email, kit.connections)
  const choice = (id: string | null): string => loginPath(kit.config.basePath, { email: email.address, connection: id })
  const answer: DiscoveryAnswer = {
    kind: found.length > 0 ? 'sso' : 'unknown',
    loginUrl: choice(null),
    connections: found.map(({ id, name }) => ({ id, name, loginUrl: choice(id) })),
  }
  return json(answer)
}
