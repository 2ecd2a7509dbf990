import { AuthError } from '../model/auth-error.ts'
import type { AuthnRequest, AuthnRequestMessage } from './authn-request.ts'
import { readAuthnRequest, readRequestElement } from './read-authn-request.ts'
import { readMessage } from './read-message.ts'
import { verifyEnvelopedSignature } from './verify-enveloped-signature.ts'
import { verifyQuerySignature } from './verify-query-signature.ts'

/**
 * Reads an AuthnRequest and proves that the holder of one of the certificates wrote it. With the POST binding the
 * signature does not cover the RelayState.
 *
 * @param certificates PEM, of the service provider that the request claims to come from.
 * @throws AuthError REQUEST_INVALID when there is no signature or no certificate fits; else as `parseAuthnRequest`.
 * @see saml-bindings-2.0-os, sections 3.4.4.1 and 3.5.4
 */
export function verifyAuthnRequestSignature(
  message: AuthnRequestMessage,
  certificates: readonly string[],
): AuthnRequest {
  const { xml, relayState, querySignature } = readMessage(message)
  const around = { relayState, isSigned: true }
  if (message.binding === 'post') {
    return readAuthnRequest(readRequestElement(verifyEnvelopedSignature(xml, certificates)), around)
  }
  if (querySignature === null) throw new AuthError('REQUEST_INVALID', 'query: wanted Signature, got none')
  verifyQuerySignature(querySignature, certificates)
  return readAuthnRequest(readRequestElement(xml), around)
}
