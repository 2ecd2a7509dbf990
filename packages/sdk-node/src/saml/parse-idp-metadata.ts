import type { IdpCertificate } from '../model/connection.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChildren } from '../xml/find-children.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { metadataBudget } from '../xml/xml-budget.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { XmlError } from '../xml/xml-error.ts'
import { toIdpCertificate } from './idp-certificate.ts'
import { findIdpEntity } from './find-idp-entity.ts'
import { metadataInvalid } from './metadata-invalid.ts'
import { metadataNames } from './metadata-names.ts'
import { namespaces } from './saml-uris.ts'

/** What an identity provider says about itself. */
export interface IdpMetadata {
  readonly entityId: string
  /** Redirect first. Never empty. */
  readonly sso: readonly { readonly url: string; readonly binding: 'redirect' | 'post' }[]
  readonly slo: readonly { readonly url: string; readonly responseUrl: string; readonly binding: 'redirect' | 'post' }[]
  /** Those that sign, at least one of them not expired. */
  readonly certificates: readonly IdpCertificate[]
  readonly nameIdFormats: readonly string[]
  readonly wantAuthnRequestsSigned: boolean
  /** Null: says nothing. */
  readonly validUntil: Date | null
}

const maxBytes = 1024 * 1024
/** Nobody rolls over that many keys. Anybody can send a signature that none of them made, and each is tried. */
const maxCertificates = 20

/**
 * Reads an identity provider's metadata, alone or in a federation's. What it does not know (WS-Federation roles,
 * extensions, a signature) it passes over: who brings metadata decides whether to trust it.
 *
 * @param entityId picks one of several; wanted of a single one too.
 * @throws AuthError SAML_METADATA_INVALID
 * @see saml-metadata-2.0-os, section 2.4.3
 */
export function parseIdpMetadata(xml: string, now: Date, entityId?: string): IdpMetadata {
  if (Buffer.byteLength(xml) > maxBytes) throw metadataInvalid(`wanted at most ${maxBytes} bytes, got more`)
  const { entity, descriptor } = findIdpEntity(parseMetadata(xml), entityId ?? null)
  const validUntil = readValidUntil(descriptor)
  if (validUntil !== null && validUntil <= now) {
    throw metadataInvalid(`validUntil: wanted a time after ${now.toISOString()}, got ${validUntil.toISOString()}`)
  }
  return {
    entityId: findAttribute(entity, 'entityID') ?? '',
    sso: readSso(descriptor),
    slo: readEndpoints(descriptor, 'SingleLogoutService'),
    certificates: readCertificates(descriptor, now),
    nameIdFormats: findChildren(descriptor, metadataNames.namespace, 'NameIDFormat').map((format) =>
      format.text.trim(),
    ),
    wantAuthnRequestsSigned: /^(true|1)$/.test(findAttribute(descriptor, 'WantAuthnRequestsSigned') ?? ''),
    validUntil,
  }
}

function parseMetadata(xml: string): XmlElement {
  try {
    return parseXml(xml, metadataBudget)
  } catch (cause) {
    throw cause instanceof XmlError ? metadataInvalid(`XML: ${cause.message}`) : cause
  }
}

/** The earliest of the descriptor's own date and those of everything around it. */
function readValidUntil(descriptor: XmlElement): Date | null {
  const dates: Date[] = []
  for (let each: XmlElement | null = descriptor; each !== null; each = each.parent) {
    const text = findAttribute(each, 'validUntil')
    if (text === null) continue
    const date = new Date(text)
    if (Number.isNaN(date.getTime())) throw metadataInvalid(`validUntil: wanted a time, got '${text.slice(0, 64)}'`)
    dates.push(date)
  }
  return dates.sort((one, other) => one.getTime() - other.getTime())[0] ?? null
}

function readSso(descriptor: XmlElement): IdpMetadata['sso'] {
  const endpoints = readEndpoints(descriptor, 'SingleSignOnService').map(({ url, binding }) => ({ url, binding }))
  const ordered = (['redirect', 'post'] as const).flatMap((wanted) =>
    endpoints.filter((each) => each.binding === wanted),
  )
  if (ordered.length > 0) return ordered
  throw metadataInvalid('SingleSignOnService: wanted one with the HTTP-Redirect or HTTP-POST binding, got none')
}

const bindings: ReadonlyMap<string, 'redirect' | 'post'> = new Map([
  [metadataNames.redirect, 'redirect'],
  [metadataNames.post, 'post'],
])

function readEndpoints(descriptor: XmlElement, name: string): IdpMetadata['slo'] {
  return findChildren(descriptor, metadataNames.namespace, name).flatMap((endpoint) => {
    const binding = bindings.get(findAttribute(endpoint, 'Binding') ?? '')
    if (binding === undefined) return []
    const url = readUrl(endpoint, 'Location') ?? ''
    return [{ url, responseUrl: readUrl(endpoint, 'ResponseLocation') ?? url, binding }]
  })
}

/** Only web addresses: people are sent there. */
function readUrl(endpoint: XmlElement, name: 'Location' | 'ResponseLocation'): string | null {
  const text = findAttribute(endpoint, name)?.trim() ?? null
  if (text === null && name === 'ResponseLocation') return null
  if (text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw metadataInvalid(`${endpoint.name} ${name}: wanted an http or https URL, got '${text?.slice(0, 200)}'`)
}

/** Every certificate of every key that signs, or that does not say what it is for. */
function readCertificates(descriptor: XmlElement, now: Date): readonly IdpCertificate[] {
  const keys = findChildren(descriptor, metadataNames.namespace, 'KeyDescriptor').filter(
    (key) => (findAttribute(key, 'use') ?? 'signing') === 'signing',
  )
  const elements = ['KeyInfo', 'X509Data', 'X509Certificate'].reduce(
    (parents, name) => parents.flatMap((parent) => findChildren(parent, namespaces.ds, name)),
    keys,
  )
  const texts = [...new Map(elements.map(({ text }) => [text.replaceAll(/\s/g, ''), text])).values()]
  if (texts.length > maxCertificates)
    throw metadataInvalid(`KeyDescriptor: wanted at most ${maxCertificates} signing certificates, got ${texts.length}`)
  const byFingerprint = new Map(texts.map((text) => toIdpCertificate(text)).map((each) => [each.fingerprint, each]))
  const certificates = [...byFingerprint.values()]
  if (certificates.length === 0) throw metadataInvalid('KeyDescriptor: wanted a signing certificate, got none')
  if (certificates.some(({ notAfter }) => notAfter > now)) return certificates
  const dates = certificates.map(({ notAfter }) => notAfter.toISOString()).join(', ')
  throw metadataInvalid(`certificates: wanted one valid at ${now.toISOString()}, got only expired ones: ${dates}`)
}
