import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { findSubject } from '../find-subject.ts'

/** There must be a name for the person: the NameID, or the attribute that the connection maps to it. */
export const checkSubject: Check = ({ assertion }, { connection }) => {
  if (findSubject(assertion, connection.attributes) !== null) return
  throw new AuthError(
    'SAML_SUBJECT_INVALID',
    `subject: wanted a NameID or one of [${connection.attributes.subject.join(', ')}], got neither`,
  )
}
