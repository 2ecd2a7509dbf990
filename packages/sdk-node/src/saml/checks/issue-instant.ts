import { AuthError } from '../../model/auth-error.ts'
import { addSeconds } from '../add-seconds.ts'
import type { Check } from '../check.ts'
import { maxAgeSeconds } from '../max-age.ts'

/** Response and assertion must be fresh, however long the assertion says it is valid: it only has to cross a browser. */
export const checkIssueInstant: Check = ({ response, assertion }, { connection, now }) => {
  const skew = connection.clockSkewSeconds
  const latest = addSeconds(now, skew)
  const earliest = addSeconds(now, -maxAgeSeconds - skew)
  for (const [what, { issueInstant }] of [['Response', response] as const, ['Assertion', assertion] as const]) {
    if (issueInstant > latest || issueInstant < earliest) {
      throw new AuthError(
        'SAML_TIME_INVALID',
        `IssueInstant of ${what}: wanted ${earliest.toISOString()} to ${latest.toISOString()}, got ${issueInstant.toISOString()}`,
      )
    }
  }
}
