import type { IdpCertificate } from '../model/connection.ts'

/** What config needs of the SAML room; `auth.ts` introduces the two. */
export interface SamlReaders {
  /** @throws AuthError SAML_METADATA_INVALID */
  readonly parseIdpMetadata: (xml: string, now: Date, entityId?: string) => ReadMetadata
  /** @throws AuthError SAML_METADATA_INVALID */
  readonly toIdpCertificate: (pemOrBase64: string) => IdpCertificate
}

/** The part of an IdP's metadata that a connection is made of. */
export interface ReadMetadata {
  readonly entityId: string
  /** In order of preference. */
  readonly sso: readonly { readonly url: string; readonly binding: 'redirect' | 'post' }[]
  readonly slo: readonly { readonly url: string; readonly responseUrl: string; readonly binding: 'redirect' | 'post' }[]
  readonly certificates: readonly IdpCertificate[]
}
