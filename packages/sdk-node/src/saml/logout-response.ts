import type { SamlConnection } from '../model/connection.ts'
import type { Handoff } from '../ports/protocol.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import { createMessageId } from './create-message-id.ts'
import { namespaces, uris } from './saml-uris.ts'
import { sendMessage } from './send-message.ts'
import { toAttributes } from './to-attributes.ts'

/** What a LogoutRequest is answered with. */
export interface LogoutAnswer {
  readonly connection: SamlConnection
  /** ID of the request. */
  readonly inResponseTo: string
  /** `Success` only when no session that was meant is alive; `Responder`: it is us who could not. */
  readonly status: 'Success' | 'Responder'
  /** Goes back as it came. */
  readonly relayState: string | null
}

/**
 * Tells the identity provider what became of its LogoutRequest.
 *
 * @returns null when it does not say where answers go, or we have no key to sign with: an answer has to be signed.
 * @throws AuthError CONFIG_INVALID for a signing key that is none
 * @see saml-profiles-2.0-os, section 4.4.4.2
 */
export async function createLogoutResponse(answer: LogoutAnswer, now: Date): Promise<Handoff | null> {
  const { slo, signingKey } = answer.connection
  if (slo === null || signingKey === null) return null
  return sendMessage({
    name: 'SAMLResponse',
    xml: renderResponse(answer, slo.responseUrl, now),
    relayState: answer.relayState,
    destination: { url: slo.responseUrl, binding: slo.binding },
    signingKey,
  })
}

function renderResponse({ connection, inResponseTo, status }: LogoutAnswer, destination: string, now: Date): string {
  const attributes = toAttributes({
    ID: createMessageId(),
    Version: '2.0',
    IssueInstant: now.toISOString(),
    Destination: destination,
    InResponseTo: inResponseTo,
  })
  const code = status === 'Success' ? uris.success : uris.responder
  return (
    `<samlp:LogoutResponse xmlns:samlp="${namespaces.samlp}" xmlns:saml="${namespaces.saml}"${attributes}>` +
    `<saml:Issuer>${xmlEscape(connection.spEntityId)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${code}"/></samlp:Status></samlp:LogoutResponse>`
  )
}
