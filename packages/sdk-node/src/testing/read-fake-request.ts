import type { Handoff } from '../ports/protocol.ts'
import type { AuthnRequestMessage } from '../saml-idp/authn-request.ts'
import { parseAuthnRequest } from '../saml-idp/parse-authn-request.ts'

/** The request as the app sent it: where the browser was redirected, or the form it would post. */
export type FakeSamlRequest = string | URL | Handoff | { readonly SAMLRequest: string; readonly RelayState?: string }

/** The service provider, and what it asked. */
export interface Asker {
  readonly entityId: string
  readonly acsUrl: string
  readonly requestId: string | null
  readonly nameIdFormat: string | null
  readonly relayState: string | null
}

/** @param fallbackAcsUrl for requests that name no AssertionConsumerServiceURL. */
export function readFakeRequest(request: FakeSamlRequest, fallbackAcsUrl?: string): Asker {
  const { id, issuer, acsUrl, nameIdFormat, relayState } = parseAuthnRequest(toMessage(request))
  const url = acsUrl ?? fallbackAcsUrl
  if (url === undefined) throw new TypeError('respond: wanted AssertionConsumerServiceURL in the request, got none')
  return { entityId: issuer, acsUrl: url, requestId: id, nameIdFormat, relayState }
}

function toMessage(request: FakeSamlRequest): AuthnRequestMessage {
  if (typeof request === 'string') return { binding: 'redirect', query: new URL(request).search }
  if (request instanceof URL) return { binding: 'redirect', query: request.search }
  if (!('kind' in request)) return { binding: 'post', form: new URLSearchParams({ ...request }) }
  if (request.kind === 'redirect') return { binding: 'redirect', query: request.url.search }
  return { binding: 'post', form: new URLSearchParams(request.fields) }
}
