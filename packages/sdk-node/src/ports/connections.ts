import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Connection, SamlConnection } from '../model/connection.ts'
import type { Organization } from '../model/organization.ts'

/** What discovery may know of a connection without loading it. */
export type ConnectionSummary = Pick<Connection, 'id' | 'name' | 'organization' | 'status'>

/** What decides for which addresses a connection may vouch. Of those in the store `domains` is empty: the store has them. */
export type Voucher = Pick<Connection, 'id' | 'organization' | 'anyDomain' | 'domains'>

/**
 * The connections there are: those of the options, and those in the store. An instance knows of what another one wrote within
 * a second, and `findFresh` and `mayVouchFor` at once.
 */
export interface Connections {
  /** Complete, its metadata fetched. Null when there is none of that id. */
  readonly find: (id: string) => Promise<Connection | null>
  /** The same, as the store has it now: for replies of identity providers. */
  readonly findFresh: (id: string) => Promise<Connection | null>
  /** The active ones. @param domain ASCII, lower case. */
  readonly findByDomain: (domain: string) => Promise<readonly ConnectionSummary[]>
  /** The active ones. */
  readonly findByOrganization: (organizationId: string) => Promise<readonly ConnectionSummary[]>
  /** Our side of a SAML connection: complete while the IdP's is not, so that its administrator can begin with ours. */
  readonly findServiceProvider: (id: string) => Promise<SamlConnection | null>
  /** What is known without loading it. Null when there is none of that id. */
  readonly findSummary: (id: string) => Promise<ConnectionSummary | null>
  /** The connection for everyone without one of their own. */
  readonly findDefault: () => Promise<ConnectionSummary | null>
  /**
   * Whether it may vouch for addresses in that domain, as the store has it now: a domain of its own that is verified, or any
   * where it is trusted with all (`anyDomain`).
   */
  readonly mayVouchFor: (connection: Voucher, domain: string) => Promise<boolean>
  /** Whether people of that domain may use the app's own password form, where no connection serves them. */
  readonly allowsPassword: (domain: string) => Promise<boolean>
  /** What the organization asks of sign-ins: its own policy, or its main organization's. Asks for nothing where it is not in the store. */
  readonly findPolicy: (organizationId: string) => Promise<AuthenticationPolicy>
}

/** A record, read: its settings parsed, its secrets opened. */
export interface ReadConnection {
  /** Null while something is missing or wrong. Its `domains` are empty: they are in the store. */
  readonly connection: Connection | null
  /** Our side of a SAML connection, also while the IdP's is unknown. Null when ours is wrong itself, or it is OIDC. */
  readonly serviceProvider?: SamlConnection | null
  /**
   * What is missing or wrong, for people. Not empty beside a connection when only time has passed: metadata or every
   * certificate in it has expired. It still works, and could not be activated like that.
   */
  readonly problems: readonly string[]
}

/** Reads a record. Never throws for what somebody has set. */
export type ReadRecord = (record: ConnectionRecord, organization: Organization) => ReadConnection

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
