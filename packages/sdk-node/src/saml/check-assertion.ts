import type { Check } from './check.ts'
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

/** In order. To add a rule, add a file to checks/ and a row here. */
const checks: readonly Check[] = [
  checkStatus,
  checkVersion,
  checkIssuer,
  checkDestination,
  checkAudience,
  checkConditions,
  checkConditionsTime,
  checkSubjectConfirmation,
  checkResponseInResponseTo,
  checkIssueInstant,
  checkAuthnStatement,
  checkAuthnContext,
  checkSubject,
]

/** Holds what came in against every rule. */
export const checkAssertion: Check = (received, expected) => {
  for (const check of checks) check(received, expected)
}
