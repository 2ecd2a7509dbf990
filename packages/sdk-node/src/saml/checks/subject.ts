import { AuthError } from '../../model/auth-error.ts'
import type { Check } from '../check.ts'
import { findSubject } from '../find-subject.ts'

/** There must be a name for the person: the attribute that the connection maps to it, else the NameID. */
export const checkSubject: Check = ({ assertion }, { connection }) => {
  if (findSubject(assertion, connection.attributes) !== null) return
  const { subject } = connection.attributes
  throw new AuthError(
    'SAML_SUBJECT_INVALID',
    `subject: wanted ${subject.length === 0 ? 'a NameID' : `one of the attributes [${subject.join(', ')}]`}, got none`,
  )
}
