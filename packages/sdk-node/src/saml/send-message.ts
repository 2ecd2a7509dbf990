import { createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { AuthError } from '../model/auth-error.ts'
import type { SamlConnection, SamlKeyPair } from '../model/connection.ts'
import type { Handoff } from '../ports/protocol.ts'
import { rsaSha256, signMessage } from './sign-message.ts'

/** A SAML message of ours, on its way through the browser. */
export interface OutgoingMessage {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  /** Its root has an `ID`, and an `Issuer` as its first child. */
  readonly xml: string
  readonly relayState: string | null
  readonly destination: SamlConnection['sso']
  /** Null: the message is not signed. */
  readonly signingKey: SamlKeyPair | null
  /** More query parameters; with the POST binding there are none. */
  readonly parameters?: Readonly<Record<string, string>>
}

/**
 * Says how the browser carries the message: signed in the query with the redirect binding, in the document with the POST binding.
 *
 * @throws AuthError CONFIG_INVALID for a key that is not RSA
 * @see saml-bindings-2.0-os, sections 3.4.4 and 3.5.4
 */
export async function sendMessage(message: OutgoingMessage): Promise<Handoff> {
  const { name, xml, relayState, destination, signingKey } = message
  const url = new URL(destination.url)
  const key = signingKey === null ? null : toRsaKey(signingKey)
  const state = relayState === null ? {} : { RelayState: relayState }
  if (destination.binding === 'redirect') {
    const query = toQuery({ [name]: deflateRawSync(xml).toString('base64'), ...state }, key)
    return { kind: 'redirect', url: withQuery(url, [toText(message.parameters ?? {}), query]) }
  }
  const document = signingKey === null || key === null ? xml : await signMessage(xml, key, signingKey.certificate)
  return { kind: 'form-post', url, fields: { [name]: Buffer.from(document).toString('base64'), ...state } }
}

/** What is signed is the text as it is sent, in this order. @see saml-bindings-2.0-os, section 3.4.4.1 */
function toQuery(values: Readonly<Record<string, string>>, key: KeyObject | null): string {
  if (key === null) return toText(values)
  const signed = toText({ ...values, SigAlg: rsaSha256 })
  return `${signed}&${toText({ Signature: sign('sha256', Buffer.from(signed), key).toString('base64') })}`
}

function toText(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
}

/** Behind the URL's own parameters, which stay as they are spelled. */
function withQuery(url: URL, more: readonly string[]): URL {
  const parts = [url.search.slice(1), ...more].filter((text) => text !== '')
  return new URL(`?${parts.join('&')}`, url)
}

function toRsaKey({ privateKey }: SamlKeyPair): KeyObject {
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'rsa')
    throw new AuthError('CONFIG_INVALID', `signingKey: wanted an RSA key, got ${key.asymmetricKeyType}`)
  return key
}
