import { inflateRawSync } from 'node:zlib'
import type { SamlNameId } from '../model/session-secrets.ts'
import { uris } from '../saml-idp/uris.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { samlBudget } from '../xml/xml-budget.ts'
import type { FakeSamlRequest } from './read-fake-request.ts'

/** Whom an app wants signed out at the fake IdP. */
export interface FakeSamlLogoutAsk {
  readonly id: string
  readonly issuer: string
  readonly destination: string | null
  readonly nameId: SamlNameId
  readonly sessionIndexes: readonly string[]
  readonly relayState: string | null
  readonly xml: string
}

/** Reads the LogoutRequest as the app sent it. */
export function readFakeLogout(request: FakeSamlRequest): FakeSamlLogoutAsk {
  const { xml, relayState } = decode(request)
  const root = parseXml(xml, samlBudget)
  const nameId = findChild(root, uris.assertion, 'NameID')
  const id = findAttribute(root, 'ID')
  if (root.name !== 'LogoutRequest' || nameId === null || id === null)
    throw new TypeError(`wanted a LogoutRequest with an ID and a NameID, got ${xml.slice(0, 200)}`)
  return {
    id,
    issuer: findChild(root, uris.assertion, 'Issuer')?.text ?? '',
    destination: findAttribute(root, 'Destination'),
    nameId: {
      value: nameId.text,
      format: findAttribute(nameId, 'Format'),
      nameQualifier: findAttribute(nameId, 'NameQualifier'),
      spNameQualifier: findAttribute(nameId, 'SPNameQualifier'),
    },
    sessionIndexes: findChildren(root, uris.protocol, 'SessionIndex').map(({ text }) => text),
    relayState,
    xml,
  }
}

function decode(request: FakeSamlRequest): { readonly xml: string; readonly relayState: string | null } {
  const { binding, params } = toParameters(request)
  const bytes = Buffer.from(params.get('SAMLRequest') ?? '', 'base64')
  const xml = binding === 'post' ? bytes : inflateRawSync(bytes)
  return { xml: xml.toString(), relayState: params.get('RelayState') }
}

function toParameters(request: FakeSamlRequest): {
  readonly binding: 'redirect' | 'post'
  readonly params: URLSearchParams
} {
  if (typeof request === 'string' || request instanceof URL)
    return { binding: 'redirect', params: new URL(request).searchParams }
  if (!('kind' in request)) return { binding: 'post', params: new URLSearchParams({ ...request }) }
  if (request.kind === 'redirect') return { binding: 'redirect', params: request.url.searchParams }
  return { binding: 'post', params: new URLSearchParams(request.fields) }
}
