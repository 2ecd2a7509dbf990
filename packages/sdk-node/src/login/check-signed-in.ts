import { AuthError } from '../model/auth-error.ts'
import type { Identity } from '../model/identity.ts'
import type { Proof } from '../ports/protocol.ts'

/** Whether the identity provider has ended, here too, what it began for the person at that moment. */
export type IsSignedOut = (identity: Identity, at: Date) => Promise<boolean>

/**
 * A reply may be on its way while the identity provider signs the person out: it was true when it was written, and is not any more. Who was
 * asked after that, by our own clock, has signed in again, whatever the other clock says.
 *
 * @param startedAt when we asked; null: nobody did.
 * @throws AuthError LOGIN_REFUSED
 * @see saml-core-2.0-os, section 3.7.3.1
 */
export async function checkSignedIn(
  { identity, issuedAt }: Pick<Proof, 'identity' | 'issuedAt'>,
  startedAt: Date | null,
  isSignedOut: IsSignedOut,
): Promise<void> {
  const at = startedAt !== null && startedAt > issuedAt ? startedAt : issuedAt
  if (!(await isSignedOut(identity, at))) return
  throw new AuthError(
    'LOGIN_REFUSED',
    `connection '${identity.connectionId}' has ended this session, or all of the person's, meanwhile`,
  )
}
