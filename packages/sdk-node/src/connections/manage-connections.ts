import type { ConnectionRecord, TestReport } from '../model/connection-record.ts'
import type { Json } from '../model/json.ts'
import type { GroupOverage, Preset } from '../model/connection.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import type { WriteContext } from '../model/write-context.ts'

/** A certificate that matters to a connection. */
export interface CertificateInfo {
  readonly use: 'idp-signing' | 'sp-signing' | 'sp-decryption'
  /** SHA-256 of the DER bytes, lower-case hex. */
  readonly fingerprint: string
  readonly subject: string
  readonly expiresAt: Date
  /** `next`: published for a rollover, not used yet; `retiring`: the metadata no longer names it. */
  readonly role: 'current' | 'next' | 'retiring'
}

/** A connection as administrators see it: no secrets. */
export interface ManagedConnection extends Omit<ConnectionRecord, 'sealedSecrets' | 'warned' | 'dueAt'> {
  /** Names of the secrets that are set: `clientSecret`, `signingKey`, … */
  readonly secrets: readonly string[]
  readonly certificates: readonly CertificateInfo[]
  /** What is still missing before it can be activated, for people; empty when nothing is. */
  readonly missing: readonly string[]
}

/**
 * What a connection is made of: `type`, `preset`, and whatever `connections` of `createAuth` takes for that type (see
 * docs/options.md) except `organization`, `domains` and `status`. Nothing of the IdP has to be known to begin with.
 */
export interface ConnectionDraft {
  /** @default a random one */
  readonly id?: string
  readonly type: 'saml' | 'oidc'
  /** @default the organization's name */
  readonly name?: string
  /** @default 'custom' */
  readonly preset?: Preset
  /** @default jit, by e-mail address. `scim` needs an active connection, so not here */
  readonly provisioning?: Partial<ProvisioningPolicy>
  /** @default 'refuse' */
  readonly groupOverage?: GroupOverage
  readonly [setting: string]: unknown
}

/** What can be changed: settings by name. Left out stays, null removes. */
export type ConnectionChanges = Partial<Omit<ConnectionDraft, 'id' | 'type'>>

/** A value of ours that an administrator types or pastes into the IdP. */
export interface ServiceProviderValue {
  readonly name:
    | 'acs-url'
    | 'entity-id'
    | 'metadata-url'
    | 'slo-url'
    | 'redirect-uri'
    | 'login-url'
    | 'launch-url'
    | 'post-logout-redirect-uri'
    | 'backchannel-logout-url'
    | 'frontchannel-logout-url'
  /** What the preset's IdP calls it: `Reply URL (Assertion Consumer Service URL)` for Entra, `Single sign-on URL` for Okta. */
  readonly label: string
  readonly value: string
}

/** Step by step: what to do, and whether it is done. */
export interface ConnectionStep {
  readonly name: 'service-provider' | 'identity-provider' | 'test' | 'activate'
  readonly state: 'done' | 'next' | 'later'
}

/** Everything a set-up page needs to show. */
export interface ConnectionGuide {
  readonly steps: readonly ConnectionStep[]
  readonly serviceProvider: readonly ServiceProviderValue[]
  /** What the preset's IdP has to send, by the names it is expected under. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Pitfalls of this IdP, for the administrator. */
  readonly notes: readonly string[]
}

/** Connections without their secrets, for another environment. */
export interface ConnectionExport {
  readonly format: 'launchpad-sso/connections/1'
  readonly connections: readonly {
    readonly id: string
    readonly type: 'saml' | 'oidc'
    readonly name: string
    readonly preset: Preset
    readonly settings: Readonly<Record<string, Json>>
    readonly provisioning: ProvisioningPolicy
    /** Has to be given again after the import. */
    readonly secrets: readonly string[]
  }[]
}

/** What maintenance did. */
export interface MaintenanceReport {
  /** Connections that were looked at. */
  readonly checked: number
  readonly refreshed: readonly string[]
  /** Whose metadata could not be read; tried again later. What was known stays in use. */
  readonly failed: readonly string[]
  /** Certificates warned about. */
  readonly warnings: number
}

/** Links to identity providers, managed at run time. `draft` and `inactive` ones sign nobody in. */
export interface ManageConnections {
  /** @throws AuthError CONNECTION_INVALID naming every problem, CONNECTION_CONFLICT (the id is taken), ORGANIZATION_NOT_FOUND, SAML_METADATA_INVALID, SAML_METADATA_UNAVAILABLE, OIDC_DISCOVERY_FAILED */
  readonly create: (
    organizationId: string,
    draft: ConnectionDraft,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /** @throws AuthError CONNECTION_NOT_FOUND */
  readonly get: (organizationId: string, connectionId: string) => Promise<ManagedConnection>
  readonly list: (organizationId: string) => Promise<readonly ManagedConnection[]>
  /**
   * An active connection must stay complete.
   *
   * @throws AuthError as `create`; CONNECTION_CONFLICT (`scim` for one that is not active), WRITE_CONFLICT
   */
  readonly update: (
    organizationId: string,
    connectionId: string,
    changes: ConnectionChanges,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /** What to show while it is set up. @throws AuthError CONNECTION_NOT_FOUND */
  readonly guide: (organizationId: string, connectionId: string) => Promise<ConnectionGuide>
  /**
   * Begins a test sign-in: send the administrator's browser to `url` within ten minutes. It signs nobody in; what it showed is
   * then `lastTest`.
   *
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INVALID (not complete yet)
   */
  readonly startTest: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<{ readonly testId: string; readonly url: string; readonly expiresAt: Date }>
  /** The last test, once it has come back. @throws AuthError CONNECTION_NOT_FOUND */
  readonly findTest: (organizationId: string, connectionId: string) => Promise<TestReport | null>
  /**
   * From a draft or inactive one. Without a test that passed since the last change of its settings it is allowed, and the event
   * says so.
   *
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INVALID (what is missing), CONNECTION_CONFLICT, OIDC_DISCOVERY_FAILED
   */
  readonly activate: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT */
  readonly deactivate: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /** With its groups and what links people to it. The people stay. @throws AuthError CONNECTION_NOT_FOUND */
  readonly remove: (organizationId: string, connectionId: string, context?: WriteContext) => Promise<void>
  /** Reads the metadata URL now. @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT (it has none), SAML_METADATA_INVALID, SAML_METADATA_UNAVAILABLE */
  readonly refreshMetadata: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /**
   * Makes a new key pair for our side and publishes its certificate beside the one in use, which goes on signing.
   *
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT (OIDC, or a rollover is under way)
   */
  readonly beginKeyRollover: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  /** The new key signs and the old one goes on decrypting until the next rollover. @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_CONFLICT (none under way) */
  readonly finishKeyRollover: (
    organizationId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<ManagedConnection>
  readonly exportAll: (organizationId: string) => Promise<ConnectionExport>
  /**
   * Adds them as drafts, all or none. An id that the organization has already is updated; its secrets stay.
   *
   * @throws AuthError CONNECTION_INVALID, CONNECTION_CONFLICT (an id of another organization), ORGANIZATION_NOT_FOUND
   */
  readonly importAll: (
    organizationId: string,
    exported: ConnectionExport,
    context?: WriteContext,
  ) => Promise<readonly ManagedConnection[]>
  /** Seals every secret anew with the first of `secrets`. @returns how many connections were saved */
  readonly resealSecrets: (organizationId: string) => Promise<number>
  /**
   * Metadata that is due is read, certificates near their end are warned about (60, 30, 7 days, and when it is over). Call it
   * every few minutes from any number of instances; each connection is taken care of by one.
   */
  readonly maintain: () => Promise<MaintenanceReport>
}
