import { sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { signElement, type SigningKey } from '../saml-idp/sign-element.ts'
import { signatureMethods } from '../saml-idp/signature-methods.ts'
import type { SamlLogoutDeviation } from './saml-logout-deviation.ts'

/** A logout message on its way through the browser. */
export interface FakeSamlMessage {
  /** With the query, by redirect. */
  readonly url: URL
  /** What the browser posts; null: it is redirected. */
  readonly form: URLSearchParams | null
  readonly xml: string
}

/** What is sent, where, and how. */
export interface LogoutEnvelope {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  readonly xml: string
  readonly url: string | URL
  readonly binding: 'redirect' | 'post'
  readonly relayState: string | null
}

/** Signs and addresses the message as an honest IdP does, with the deviation's hand in each step. */
export function sealLogout(
  { name, xml, url, binding, relayState }: LogoutEnvelope,
  own: SigningKey,
  deviation: SamlLogoutDeviation,
): FakeSamlMessage {
  const plain = deviation.edit?.(xml) ?? xml
  const key = deviation.sign === false ? null : (deviation.key ?? own)
  if (binding === 'post') {
    const signed = key === null ? plain : signElement(plain, key, signatureMethods['rsa-sha256'])
    const sent = deviation.tamper?.(signed) ?? signed
    const fields = {
      [name]: Buffer.from(sent).toString('base64'),
      ...(relayState !== null && { RelayState: relayState }),
    }
    return { url: new URL(url), form: new URLSearchParams(fields), xml: sent }
  }
  const encoded = deviation.encode?.(plain) ?? deflateRawSync(plain).toString('base64')
  const state = relayState === null ? [] : [`RelayState=${encodeURIComponent(relayState)}`]
  const query = signQuery([`${name}=${encodeURIComponent(encoded)}`, ...state].join('&'), key, deviation.method)
  return { url: new URL(`?${deviation.tamperQuery?.(query) ?? query}`, url), form: null, xml: plain }
}

/** @see saml-bindings-2.0-os, section 3.4.4.1 */
function signQuery(query: string, key: SigningKey | null, method: SamlLogoutDeviation['method']): string {
  if (key === null) return query
  const { uri, hash } = method ?? signatureMethods['rsa-sha256']
  const signed = `${query}&SigAlg=${encodeURIComponent(uri)}`
  const value = sign(hash, Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}&Signature=${encodeURIComponent(value.toString('base64'))}`
}
