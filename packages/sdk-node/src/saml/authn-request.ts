import type { SamlConnection } from '../model/connection.ts'
import type { Ask, Handoff } from '../ports/protocol.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import { metadataNames } from './metadata-names.ts'
import { namespaces } from './saml-uris.ts'
import { sendMessage } from './send-message.ts'
import { toAttributes } from './to-attributes.ts'

/**
 * Builds the AuthnRequest and says how the browser carries it to the identity provider. The login's id is both the
 * request's ID, so that the answer can be tied to it, and the RelayState.
 *
 * @throws AuthError CONFIG_INVALID for a signing key that is none
 * @see saml-profiles-2.0-os, section 4.1.4.1
 */
export async function createAuthnRequest(ask: Ask<SamlConnection>, now: Date): Promise<Handoff> {
  const { connection, loginId } = ask
  return sendMessage({
    name: 'SAMLRequest',
    xml: renderAuthnRequest(ask, now),
    relayState: loginId,
    destination: connection.sso,
    signingKey: connection.signingKey,
    parameters: toHint(ask),
  })
}

/** @see saml-core-2.0-os, section 3.4.1 */
function renderAuthnRequest(ask: Ask<SamlConnection>, now: Date): string {
  const { connection, loginId, replyTo, forceAuthn } = ask
  const attributes = {
    ID: loginId,
    Version: '2.0',
    IssueInstant: now.toISOString(),
    Destination: connection.sso.url,
    ProtocolBinding: metadataNames.post,
    AssertionConsumerServiceURL: replyTo.href,
    ...((forceAuthn || connection.forceAuthn) && { ForceAuthn: 'true' }),
  }
  return (
    `<samlp:AuthnRequest xmlns:samlp="${namespaces.samlp}" xmlns:saml="${namespaces.saml}"${toAttributes(attributes)}>` +
    `<saml:Issuer>${xmlEscape(connection.spEntityId)}</saml:Issuer>` +
    `${renderNameIdPolicy(connection)}${renderContext(ask)}</samlp:AuthnRequest>`
  )
}

function renderNameIdPolicy({ nameIdFormat }: SamlConnection): string {
  return nameIdFormat === null
    ? ''
    : `<samlp:NameIDPolicy${toAttributes({ Format: nameIdFormat, AllowCreate: 'true' })}/>`
}

/** Not asked for by default: Entra and AD FS refuse people who signed in without a password when a context is. */
function renderContext({ connection, wish }: Ask<SamlConnection>): string {
  const { classRefs, comparison } = toWanted(connection.authnContext, wish?.contexts ?? [])
  if (classRefs.length === 0) return ''
  const refs = classRefs.map((uri) => `<saml:AuthnContextClassRef>${xmlEscape(uri)}</saml:AuthnContextClassRef>`)
  return `<samlp:RequestedAuthnContext Comparison="${comparison}">${refs.join('')}</samlp:RequestedAuthnContext>`
}

/**
 * The connection's, unless the organization or a guard wants something that can be said here: these are URIs, an `acr` need not be one. Of
 * those only what a reply has to have for the connection as well, where there is such a context.
 */
function toWanted(own: SamlConnection['authnContext'], wished: readonly string[]): SamlConnection['authnContext'] {
  const uris = wished.filter((context) => URL.canParse(context))
  if (uris.length === 0) return own
  const both = own.comparison === 'exact' ? uris.filter((uri) => own.classRefs.includes(uri)) : []
  return { classRefs: both.length === 0 ? uris : both, comparison: 'exact' }
}

function toHint({ connection, loginHint }: Ask<SamlConnection>): Record<string, string> {
  const { loginHintParameter } = connection
  return loginHintParameter !== null && loginHint !== null ? { [loginHintParameter]: loginHint } : {}
}
