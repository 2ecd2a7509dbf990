import type { Identity } from '../model/identity.ts'
import type { SubjectLink } from '../model/user.ts'

/** @see saml-core-2.0-os, section 8.3.8 */
const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'

/** True when the NameID is the subject, and a new one at every sign-in. */
export function isTransient({ subjectFormat }: Identity): boolean {
  return subjectFormat === transient
}

/** Who the person is at this connection. A transient NameID says nothing; then the address has to. */
export function toLink(connectionId: string, identity: Identity): SubjectLink {
  const { subject, email } = identity
  return { connectionId, subject: isTransient(identity) && email !== null ? `email:${email}` : subject }
}
