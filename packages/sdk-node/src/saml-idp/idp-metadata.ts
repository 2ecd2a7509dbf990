import { xmlEscape } from '../xml/xml-escape.ts'
import { toCertificateBody } from './to-certificate-body.ts'
import { uris } from './uris.ts'
import { xmlAttributes } from './xml-attributes.ts'

/** What {@link createIdpMetadata} takes. */
export interface CreateIdpMetadataOptions {
  readonly entityId: string
  /** Takes AuthnRequests. */
  readonly ssoUrl: string
  /**
   * Bindings of `ssoUrl`.
   *
   * @default ['redirect', 'post']
   */
  readonly ssoBindings?: readonly ('redirect' | 'post')[]
  /**
   * Takes logout messages, by redirect and POST.
   *
   * @default none
   */
  readonly sloUrl?: string
  /** PEM, the one in use first; a second one announces a rollover. */
  readonly certificates: readonly string[]
  /** @default the e-mail address format */
  readonly nameIdFormats?: readonly string[]
  /**
   * Whether requests have to be signed.
   *
   * @default false
   */
  readonly wantAuthnRequestsSigned?: boolean
  /** When readers must have fetched it anew. */
  readonly validUntil?: Date
}

/**
 * Describes an identity provider to its service providers.
 *
 * @see saml-metadata-2.0-os, section 2.4.3
 */
export function createIdpMetadata(options: CreateIdpMetadataOptions): string {
  const { entityId, ssoUrl, certificates, ssoBindings = ['redirect', 'post'] } = options
  const { sloUrl, nameIdFormats = [uris.emailNameId], wantAuthnRequestsSigned = false, validUntil } = options
  const keys = certificates.map(
    (certificate) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${uris.signature}"><ds:X509Data><ds:X509Certificate>` +
      `${toCertificateBody(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  )
  const formats = nameIdFormats.map((format) => `<md:NameIDFormat>${xmlEscape(format)}</md:NameIDFormat>`)
  const services = ssoBindings.map((binding) => {
    const attributes = xmlAttributes({ Binding: uris[`${binding}Binding`], Location: ssoUrl })
    return `<md:SingleSignOnService${attributes}/>`
  })
  const logouts = (sloUrl === undefined ? [] : (['redirect', 'post'] as const)).map((binding) => {
    const attributes = xmlAttributes({ Binding: uris[`${binding}Binding`], Location: sloUrl ?? null })
    return `<md:SingleLogoutService${attributes}/>`
  })
  const descriptor = xmlAttributes({
    WantAuthnRequestsSigned: String(wantAuthnRequestsSigned),
    protocolSupportEnumeration: uris.protocol,
  })
  const entity = xmlAttributes({ entityID: entityId, validUntil: validUntil?.toISOString() ?? null })
  return (
    `<md:EntityDescriptor xmlns:md="${uris.metadata}"${entity}><md:IDPSSODescriptor${descriptor}>` +
    `${[...keys, ...logouts, ...formats, ...services].join('')}</md:IDPSSODescriptor></md:EntityDescriptor>`
  )
}
