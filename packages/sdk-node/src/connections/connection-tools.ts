import type { IdpCertificate } from '../model/connection.ts'
import type { ReadRecord } from '../ports/connections.ts'
import type { Store } from '../ports/store.ts'
import type { ManageConnections } from './manage-connections.ts'

/** An IdP's metadata, as far as connections are concerned. */
export interface IdpDocument {
  readonly entityId: string
  readonly sso: readonly { readonly url: string; readonly binding: 'redirect' | 'post' }[]
  readonly certificates: readonly IdpCertificate[]
  /** Null: says nothing. */
  readonly validUntil: Date | null
}

/** What connections need of the SAML room. */
export interface MetadataReaders {
  /** @throws AuthError SAML_METADATA_INVALID */
  readonly parseIdpMetadata: (xml: string, now: Date, entityId?: string) => IdpDocument
  /** @throws AuthError SAML_METADATA_INVALID */
  readonly toIdpCertificate: (pemOrBase64: string) => IdpCertificate
}

/** Where a secret is kept; it opens nowhere else. */
export interface ConnectionSecretPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

/** Seals text with the first of `secrets`. */
export interface ConnectionSecretBox {
  readonly seal: (secret: string, place: ConnectionSecretPlace) => string
  readonly open: (sealed: string, place: ConnectionSecretPlace) => string
  readonly needsReseal: (sealed: string) => boolean
}

/** How far a connection's requests may go. */
export interface Reach {
  readonly insecureAllowPrivateNetwork: boolean
}

/** URLs of ours for one connection. */
export interface ConnectionUrls {
  readonly metadata: string
  readonly acs: string
  readonly redirect: string
  readonly login: string
  readonly launch: string
  readonly slo: string
  readonly postLogoutRedirect: string
  readonly backchannelLogout: string
  readonly frontchannelLogout: string
}

/** What connections are managed with. Rooms do not know each other, so whoever puts them together hands it in. */
export interface ConnectionTools {
  readonly store: Pick<Store, 'connections' | 'organizations' | 'replays'>
  readonly now: () => Date
  readonly secretBox: ConnectionSecretBox
  readonly readRecord: ReadRecord
  readonly readers: MetadataReaders
  /** A guarded fetch: no redirects, no private addresses, a deadline, 1 MiB. No URL here was written by the developer. */
  readonly fetchWithin: (reach: Reach) => typeof globalThis.fetch
  /** Reads what an issuer says of itself. @throws AuthError OIDC_DISCOVERY_FAILED */
  readonly discoverIssuer: (ask: Reach & { readonly issuer: string }) => Promise<unknown>
  /** A self-signed certificate, PEM. */
  readonly createCertificate: (options: {
    readonly privateKey: string
    readonly commonName: string
    readonly notBefore: Date
    readonly notAfter: Date
  }) => string
  readonly urlsOf: (connectionId: string) => ConnectionUrls
  /** Whether the id belongs to a connection of the options, the identity service's included. */
  readonly isStaticId: (connectionId: string) => boolean
  readonly tests: Pick<ManageConnections, 'startTest' | 'findTest'>
}
