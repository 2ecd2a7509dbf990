import type { Connection, SamlConnection } from '../model/connection.ts'

/** What discovery may know of a connection without loading it. */
export type ConnectionSummary = Pick<Connection, 'id' | 'name' | 'organization' | 'domains' | 'status'>

/** The connections there are. Looking one up by domain costs no request and no query. */
export interface Connections {
  /** Complete, its metadata fetched. Null when there is none of that id. */
  readonly find: (id: string) => Promise<Connection | null>
  /** @param domain ASCII, lower case. */
  readonly findByDomain: (domain: string) => readonly ConnectionSummary[]
  readonly findByOrganization: (organizationId: string) => readonly ConnectionSummary[]
  /** Our side of a SAML connection: complete while the IdP's is not, so that its administrator can begin with ours. */
  readonly findServiceProvider: (id: string) => SamlConnection | null
  /** What is known without loading it. Null when there is none of that id. */
  readonly findSummary: (id: string) => ConnectionSummary | null
  /** The connection for everyone without one of their own. */
  readonly findDefault: () => ConnectionSummary | null
}

/** A connection, or what is known of it before its metadata was fetched. */
export type ConnectionSource =
  | { readonly kind: 'ready'; readonly connection: Connection }
  | {
      readonly kind: 'metadata-url'
      readonly metadataUrl: URL
      /** Without what only the metadata says. */
      readonly known: SamlConnection
      /** @throws AuthError SAML_METADATA_INVALID */
      readonly complete: (metadataXml: string) => Connection
    }
