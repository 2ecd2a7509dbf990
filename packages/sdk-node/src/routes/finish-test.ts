import { saveTest } from '../connections/save-test.ts'
import { checkAuthentication } from '../login/check-authentication.ts'
import { checkDomain } from '../login/check-domain.ts'
import { checkFresh } from '../login/check-fresh.ts'
import { earliestByPolicy } from '../login/earliest-authentication.ts'
import { startOf } from '../login/start-login.ts'
import { createCheckNotes, type CheckNotes } from '../login/test-checks.ts'
import { toTestReport } from '../login/test-report.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import { page } from '../http/respond.ts'
import { renderTestReportPage } from '../pages/test-report-page.ts'
import { loadTestable, type Testable } from './load-testable.ts'
import type { Kit, Visit } from './kit.ts'
import { originOf } from './origin-of.ts'
import { pageSetting } from './page-setting.ts'
import { reportFailure } from './report-failure.ts'
import { replyUrl } from './urls.ts'
import type { Answer } from '../ports/answer.ts'

/** What came back from a test sign-in. */
export interface TestReply {
  readonly login: PendingLogin & { readonly testId: string }
  readonly params: URLSearchParams
}

/**
 * Checks the reply of a test as that of any sign-in, and shows what came of it. There is no user, no session and no `return_to`
 * in it: nothing here can let anybody in.
 */
export async function finishTest({ login, params }: TestReply, visit: Visit, kit: Kit): Promise<Answer> {
  const testable = await loadTestable(login.connectionId, kit)
  const notes = createCheckNotes(testable.connection.type)
  const { identity, failure } = await judge(testable, { login, params }, notes, kit)
  // As for sign-ins: whoever has a link to a test could otherwise fill the log, and write the connection all the time.
  if (failure !== null && !kit.mayRecordFailure(visit.client))
    throw new AuthError('RATE_LIMITED', `too many failures from ${visit.client.ip ?? 'an unknown address'}`, {
      cause: failure,
    })
  const report = toTestReport({ testId: login.testId, at: kit.config.now(), identity, failure, notes })
  const isKept = await saveTest({ record: testable.record, report, origin: originOf(visit) }, kit.store)
  const content = renderTestReportPage({
    ...pageSetting(visit.request, kit),
    connection: testable.connection.name,
    report,
    incidentId: failure && reportFailure(failure, visit.url.pathname, kit.config),
    isKept,
  })
  return page(content, 200, [kit.loginCookies.remove(login.id)])
}

interface Judgement {
  readonly identity: Identity | null
  readonly failure: AuthError | null
}

/** Shows what could be verified even when a later check failed: that is what a test is for. */
async function judge(
  { connection }: Testable,
  { login, params }: TestReply,
  notes: CheckNotes,
  kit: Kit,
): Promise<Judgement> {
  let identity: Identity | null = null
  try {
    const outside = kit.outsideOf(connection)
    const { passed } = notes
    const { memo, id: loginId } = login
    const replyTo = replyUrl(kit.config, connection)
    const proof = await kit.protocols.finish({ connection, loginId, params, replyTo, memo, passed }, outside)
    identity = proof.identity
    const now = outside.now()
    if (!(await kit.store.replays.claim(`login:${connection.id}:${proof.replayId}`, proof.replayUntil, now)))
      throw new AuthError('LOGIN_REPLAYED', `the reply '${proof.replayId}' was used before`)
    passed('replay')
    checkFresh(identity, connection, startOf(login))
    passed('freshness')
    identity = await checkDomain(identity, connection, kit.connections.mayVouchFor)
    passed('email-domain')
    identity = await kit.completeGroups(identity, connection, outside)
    passed('groups')
    const policy = await kit.connections.findPolicy(connection.organization.id)
    const { clockSkewSeconds } = connection
    checkAuthentication(
      identity,
      policy,
      earliestByPolicy(policy, { startedAt: startOf(login), now, clockSkewSeconds }),
    )
    passed('authentication')
    return { identity, failure: null }
  } catch (cause) {
    const failure = cause instanceof AuthError ? cause : new AuthError('INTERNAL', String(cause), { cause })
    // A store that is down is nothing the connection could be blamed for.
    if (failure.code === 'STORE_UNAVAILABLE') throw failure
    return { identity, failure }
  }
}
