import type { SamlConnection } from '../model/connection.ts'
import type { SamlNameId } from '../model/session-secrets.ts'
import type { Handoff, LogoutAsk } from '../ports/protocol.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import { addSeconds } from './add-seconds.ts'
import { namespaces } from './saml-uris.ts'
import { sendMessage } from './send-message.ts'
import { toAttributes } from './to-attributes.ts'

/** It only has to cross a browser. */
const lifeSeconds = 300

/** @see saml-core-2.0-os, section 3.7.3 */
const userWantsIt = 'urn:oasis:names:tc:SAML:2.0:logout:user'

/**
 * Asks the identity provider to sign somebody out there, and everywhere else that it signed them in. The logout's id is the request's ID, so
 * that the answer can be tied to it.
 *
 * @returns null when it offers no single logout, we have no key to sign with (a request has to be signed), or nothing is known of the person.
 * @throws AuthError CONFIG_INVALID for a signing key that is none
 * @see saml-profiles-2.0-os, section 4.4.4.1
 */
export async function createLogoutRequest(ask: LogoutAsk<SamlConnection>, now: Date): Promise<Handoff | null> {
  const { connection, secrets } = ask
  const { slo, signingKey } = connection
  const nameId = secrets?.nameId ?? null
  if (slo === null || signingKey === null || nameId === null) return null
  return sendMessage({
    name: 'SAMLRequest',
    xml: renderRequest(ask, slo.url, nameId, now),
    relayState: null,
    destination: slo,
    signingKey,
  })
}

function renderRequest(
  { connection, logoutId, secrets }: LogoutAsk<SamlConnection>,
  destination: string,
  nameId: SamlNameId,
  now: Date,
): string {
  const attributes = toAttributes({
    ID: logoutId,
    Version: '2.0',
    IssueInstant: now.toISOString(),
    Destination: destination,
    NotOnOrAfter: addSeconds(now, lifeSeconds).toISOString(),
    Reason: userWantsIt,
  })
  const sessionIndex = secrets?.sessionIndex ?? null
  return (
    `<samlp:LogoutRequest xmlns:samlp="${namespaces.samlp}" xmlns:saml="${namespaces.saml}"${attributes}>` +
    `<saml:Issuer>${xmlEscape(connection.spEntityId)}</saml:Issuer>${renderNameId(nameId)}` +
    `${sessionIndex === null ? '' : `<samlp:SessionIndex>${xmlEscape(sessionIndex)}</samlp:SessionIndex>`}</samlp:LogoutRequest>`
  )
}

/** Exactly as it was issued: the identity provider compares all of it. @see saml-core-2.0-os, section 8.3 */
function renderNameId({ value, format, nameQualifier, spNameQualifier }: SamlNameId): string {
  const attributes = { NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier, Format: format }
  return `<saml:NameID${toAttributes(attributes)}>${xmlEscape(value)}</saml:NameID>`
}
