import { X509Certificate } from 'node:crypto'
import type { SamlConnection } from '../model/connection.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import { metadataNames } from './metadata-names.ts'
import { namespaces } from './saml-uris.ts'

/**
 * Describes us to the identity provider of one connection: both signing certificates while a rollover lasts, every
 * certificate it may encrypt for, and where responses go.
 *
 * No random ID and no date: at every call the same document,
 * so that HTTP caching works.
 *
 * @see saml-metadata-2.0-os, section 2.4.4
 */
export async function createSpMetadata(
  connection: SamlConnection,
  urls: { readonly acsUrl: URL; readonly sloUrl?: URL },
): Promise<string> {
  const { signingKey, nextSigningCertificate, decryptionKeys, nameIdFormat } = connection
  const signing = [signingKey?.certificate, nextSigningCertificate].filter((pem) => typeof pem === 'string')
  const parts = [
    ...signing.map((pem) => renderKey('signing', pem)),
    ...decryptionKeys.map(({ certificate }) => renderKey('encryption', certificate)),
    urls.sloUrl === undefined ? '' : renderSlo(urls.sloUrl),
    nameIdFormat === null ? '' : `<md:NameIDFormat>${xmlEscape(nameIdFormat)}</md:NameIDFormat>`,
    `<md:AssertionConsumerService Binding="${metadataNames.post}" Location="${xmlEscape(urls.acsUrl.href)}"` +
      ` index="0" isDefault="true"/>`,
  ]
  return (
    `<md:EntityDescriptor xmlns:md="${metadataNames.namespace}" entityID="${xmlEscape(connection.spEntityId)}">` +
    `<md:SPSSODescriptor AuthnRequestsSigned="${String(signingKey !== null)}" WantAssertionsSigned="true"` +
    ` protocolSupportEnumeration="${namespaces.samlp}">${parts.join('')}</md:SPSSODescriptor></md:EntityDescriptor>`
  )
}

/** What `decryption.ts` opens, best first: the identity provider takes the first it knows. */
const encryptionMethods = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
] as const

function renderKey(use: 'signing' | 'encryption', pem: string): string {
  const methods = use === 'signing' ? [] : encryptionMethods.map((uri) => `<md:EncryptionMethod Algorithm="${uri}"/>`)
  return (
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="${namespaces.ds}"><ds:X509Data><ds:X509Certificate>` +
    `${new X509Certificate(pem).raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>` +
    `${methods.join('')}</md:KeyDescriptor>`
  )
}

function renderSlo(url: URL): string {
  return [metadataNames.redirect, metadataNames.post]
    .map((binding) => `<md:SingleLogoutService Binding="${binding}" Location="${xmlEscape(url.href)}"/>`)
    .join('')
}
