import type { AuthnRequest, AuthnRequestMessage } from './authn-request.ts'
import { findSignature } from './find-signature.ts'
import { readAuthnRequest, readRequestElement } from './read-authn-request.ts'
import { readMessage } from './read-message.ts'

/**
 * Reads an AuthnRequest without asking who wrote it. Whoever registered signed requests for a service provider calls
 * `verifyAuthnRequestSignature` instead.
 *
 * @throws AuthError REQUEST_TOO_LARGE over 64 KiB, inflated; REQUEST_INVALID for anything that is no AuthnRequest.
 */
export function parseAuthnRequest(message: AuthnRequestMessage): AuthnRequest {
  const { xml, relayState, querySignature } = readMessage(message)
  const root = readRequestElement(xml)
  return readAuthnRequest(root, { relayState, isSigned: querySignature !== null || findSignature(root) !== null })
}
