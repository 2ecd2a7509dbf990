import type { SamlConnection } from '../model/connection.ts'
import type { Ask, Handoff } from '../ports/protocol.ts'
import { createRequestEngine } from './request-engine.ts'

/**
 * Builds the AuthnRequest and says how the browser carries it to the identity provider. The login's id is both the
 * request's ID, so that the answer can be tied to it, and the RelayState.
 *
 * @see saml-profiles-2.0-os, section 4.1.4.1
 */
export async function createAuthnRequest(ask: Ask<SamlConnection>, now: Date): Promise<Handoff> {
  const { connection, loginId } = ask
  const url = new URL(connection.sso.url)
  const engine = await createRequestEngine(ask, now)
  if (connection.sso.binding === 'redirect') {
    const redirect = await engine.getAuthorizeUrlAsync(loginId, undefined, { additionalParams: toHint(ask) })
    return { kind: 'redirect', url: new URL(redirect) }
  }
  const { SAMLRequest, RelayState } = await engine.getAuthorizeMessageAsync(loginId)
  return { kind: 'form-post', url, fields: { SAMLRequest: String(SAMLRequest), RelayState: String(RelayState) } }
}

function toHint({ connection, loginHint }: Ask<SamlConnection>): Record<string, string> {
  const { loginHintParameter } = connection
  return loginHintParameter !== null && loginHint !== null ? { [loginHintParameter]: loginHint } : {}
}
