import { startLogin, loginSeconds } from '../login/start-login.ts'
import { locateFailure } from '../login/locate-failure.ts'
import { openTestTicket, type TestTicket } from '../login/test-ticket.ts'
import { mayNavigate } from '../http/wants-page.ts'
import { AuthError } from '../model/auth-error.ts'
import { toHandoffResponse } from './begin-login.ts'
import type { Kit, Visit } from './kit.ts'
import { loadTestable } from './load-testable.ts'
import { replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/**
 * GET /test/:connection: begins a test sign-in with a connection in whatever state, for who has a ticket. What comes back is
 * shown and signs nobody in; see `routes/finish-test.ts`.
 */
export async function testSignIn(visit: Visit, kit: Kit): Promise<Answer> {
  if (!mayNavigate(visit.request))
    throw new AuthError(
      'REQUEST_INVALID',
      'a test sign-in is started by a navigation: no prefetch, image, script or HEAD',
    )
  const connectionId = visit.params['connection'] ?? ''
  const text = visit.url.searchParams.get('ticket') ?? ''
  const ticket = openTestTicket(text, connectionId, await kit.secretBox(), kit.config.now())
  // Nothing of a draft is kept in memory: its metadata, a megabyte perhaps, is read for each test.
  if (!kit.mayAsk(visit.client))
    throw new AuthError('RATE_LIMITED', `too many questions from ${visit.client.ip ?? 'an unknown address'}`)
  try {
    return await leave(ticket, visit, kit)
  } catch (error) {
    throw locateFailure(error, { connectionId })
  }
}

async function leave({ connectionId, testId }: TestTicket, visit: Visit, kit: Kit): Promise<Answer> {
  const { connection } = await loadTestable(connectionId, kit)
  const outside = kit.outsideOf(connection)
  const { loginId, browserKey, handoff } = await startLogin(
    {
      connection,
      replyTo: replyUrl(kit.config, connection),
      loginHint: null,
      returnTo: '/',
      policy: await kit.connections.findPolicy(connection.organization.id),
      testId,
    },
    kit.store.logins,
    kit.protocols,
    outside,
  )
  kit.config.log({ level: 'info', event: 'login.started', loginId, connectionId })
  const cookie = { loginId, browserKey, startedAt: outside.now(), convertedFrom: null }
  const cookies = kit.loginCookies.add(visit.request, cookie, loginSeconds)
  return toHandoffResponse(handoff, connection, cookies, visit, kit)
}
