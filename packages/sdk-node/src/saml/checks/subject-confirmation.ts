import { AuthError } from '../../model/auth-error.ts'
import type { Confirmation } from '../assertion.ts'
import type { Check, Expected } from '../check.ts'
import { uris } from '../saml-uris.ts'
import { checkInResponseTo } from './confirmation-in-response-to.ts'
import { checkRecipient } from './confirmation-recipient.ts'
import { checkConfirmationTime } from './confirmation-time.ts'

/** In order. To add a rule about a SubjectConfirmation, add a file and a row. */
const rules = [checkRecipient, checkConfirmationTime, checkInResponseTo] as const

/**
 * Exactly one bearer confirmation must fit us. Other methods need proofs a browser cannot give; they do not harm.
 *
 * @see saml-profiles-2.0-os, section 4.1.4.2 and 4.1.4.3
 */
export const checkSubjectConfirmation: Check = ({ assertion }, expected) => {
  const bearers = assertion.confirmations.filter((confirmation) => confirmation.method === uris.bearer)
  const problems = bearers.map((confirmation) => findProblem(confirmation, expected))
  const fitting = problems.filter((problem) => problem === null).length
  if (fitting === 1) return
  const [first = null] = problems
  if (fitting === 0 && first !== null) throw first
  throw new AuthError(
    'SAML_SUBJECT_INVALID',
    `SubjectConfirmation: wanted one bearer that fits, got ${fitting} of ${bearers.length}`,
  )
}

function findProblem(confirmation: Confirmation, expected: Expected): AuthError | null {
  try {
    for (const check of rules) check(confirmation, expected)
    return null
  } catch (error) {
    if (error instanceof AuthError) return error
    throw error
  }
}
