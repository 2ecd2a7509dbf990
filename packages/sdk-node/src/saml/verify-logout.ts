import type { SamlConnection } from '../model/connection.ts'
import { findChild } from '../xml/find-children.ts'
import { checkLogoutStructure } from './check-logout-structure.ts'
import { decodeLogout } from './decode-logout.ts'
import { logoutInvalid } from './logout-invalid.ts'
import type { IncomingLogout } from './logout-message.ts'
import { readLogoutForm, type LogoutForm } from './read-logout-form.ts'
import { readLogoutQuery, type LogoutQuery } from './read-logout-query.ts'
import { parseDocument } from './saml-document.ts'
import { namespaces } from './saml-uris.ts'
import type { VerifiedXml } from './verified-xml.ts'
import { verifyQuerySignature } from './verify-query-signature.ts'

/** What is left of a logout message after cryptography. */
export interface VerifiedLogout {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  readonly relayState: string | null
  readonly xml: VerifiedXml
}

/**
 * Proves that a logout message is the identity provider's. It has to be signed: anybody can send a browser here, and a name is no secret.
 *
 * @throws AuthError SAML_LOGOUT_INVALID, SAML_RESPONSE_INVALID
 * @see saml-profiles-2.0-os, section 4.4.3.1 and 4.4.3.4
 */
export async function verifyLogout(incoming: IncomingLogout, connection: SamlConnection): Promise<VerifiedLogout> {
  return incoming.binding === 'redirect'
    ? verifyRedirect(readLogoutQuery(incoming.query), connection)
    : verifyPost(readLogoutForm(incoming.form), connection)
}

/** The signature comes first: who has no key cannot make us inflate or parse anything. */
async function verifyRedirect(query: LogoutQuery, connection: SamlConnection): Promise<VerifiedLogout> {
  const { name, relayState } = query
  verifyQuerySignature(query.signature, connection)
  const xml = decodeLogout(query.message, 'redirect')
  const { root } = parseDocument(xml)
  checkLogoutStructure(root, name)
  // The binding has no second one inside the message. One that is there and wrong is never treated as if it were not there.
  if (findChild(root, namespaces.ds, 'Signature') !== null) {
    const { verifySignature } = await import('./signature.ts')
    verifySignature(root, connection)
  }
  return { name, relayState, xml: xml as VerifiedXml }
}

async function verifyPost(
  { name, message, relayState }: LogoutForm,
  connection: SamlConnection,
): Promise<VerifiedLogout> {
  const { root } = parseDocument(decodeLogout(message, 'post'))
  checkLogoutStructure(root, name)
  const { verifySignature } = await import('./signature.ts')
  const xml = verifySignature(root, connection)
  if (xml === null) throw logoutInvalid(`signature: ${root.name} is not signed`)
  return { name, relayState, xml }
}
