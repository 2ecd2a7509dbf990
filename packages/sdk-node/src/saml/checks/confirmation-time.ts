import { AuthError } from '../../model/auth-error.ts'
import { addSeconds } from '../add-seconds.ts'
import type { Confirmation } from '../assertion.ts'
import type { Expected } from '../check.ts'

/** A bearer confirmation must have an end, which lies ahead, and no beginning. */
export function checkConfirmationTime({ notBefore, notOnOrAfter }: Confirmation, { connection, now }: Expected): void {
  if (notBefore !== null) {
    throw new AuthError(
      'SAML_TIME_INVALID',
      `SubjectConfirmationData: wanted no NotBefore, got ${notBefore.toISOString()}`,
    )
  }
  if (notOnOrAfter !== null && addSeconds(now, -connection.clockSkewSeconds) < notOnOrAfter) return
  const got = notOnOrAfter?.toISOString() ?? 'none'
  throw new AuthError(
    'SAML_TIME_INVALID',
    `SubjectConfirmationData: wanted NotOnOrAfter after ${now.toISOString()}, got ${got}`,
  )
}
