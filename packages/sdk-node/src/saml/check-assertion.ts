import type { Check, Expected, Received } from './check.ts'
import { checkAudience } from './checks/audience.ts'
import { checkAuthnContext } from './checks/authn-context.ts'
import { checkAuthnStatement } from './checks/authn-statement.ts'
import { checkConditionsTime } from './checks/conditions-time.ts'
import { checkConditions } from './checks/conditions.ts'
import { checkDestination } from './checks/destination.ts'
import { checkIssueInstant } from './checks/issue-instant.ts'
import { checkIssuer } from './checks/issuer.ts'
import { checkResponseInResponseTo } from './checks/response-in-response-to.ts'
import { checkStatus } from './checks/status.ts'
import { checkSubjectConfirmation } from './checks/subject-confirmation.ts'
import { checkSubject } from './checks/subject.ts'
import { checkVersion } from './checks/version.ts'

/** In order. To add a rule, add a file to checks/, a row here, and its name to login/test-checks.ts. */
const checks: readonly (readonly [name: string, check: Check])[] = [
  ['status', checkStatus],
  ['version', checkVersion],
  ['issuer', checkIssuer],
  ['destination', checkDestination],
  ['audience', checkAudience],
  ['conditions', checkConditions],
  ['validity-period', checkConditionsTime],
  ['subject-confirmation', checkSubjectConfirmation],
  ['in-response-to', checkResponseInResponseTo],
  ['issue-instant', checkIssueInstant],
  ['authn-statement', checkAuthnStatement],
  ['authn-context', checkAuthnContext],
  ['subject', checkSubject],
]

/**
 * Holds what came in against every rule.
 *
 * @param passed hears of each that holds.
 */
export function checkAssertion(received: Received, expected: Expected, passed?: (check: string) => void): void {
  for (const [name, check] of checks) {
    check(received, expected)
    passed?.(name)
  }
}
