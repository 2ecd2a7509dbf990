import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Domain } from '../model/domain.ts'
import type { EventDraft } from '../model/event.ts'
import type { OrganizationRecord } from '../model/organization.ts'

/** The customers. Writes and their events are one atomic step, and so is the {@link Change} that tells other instances. */
export interface OrganizationStore {
  readonly find: (organizationId: string) => Promise<OrganizationRecord | null>
  /** In the order of their ids. */
  readonly list: (filter: {
    /** Only the sub-organizations of this one; null: only main organizations. */
    readonly parentId?: string | null
    readonly after?: string
    readonly limit: number
  }) => Promise<readonly OrganizationRecord[]>
  /** False when the id exists, or its parent does not. */
  readonly insert: (organization: OrganizationRecord, events?: readonly EventDraft[]) => Promise<boolean>
  /** False when there is none, or it is not the version before. */
  readonly replace: (organization: OrganizationRecord, events?: readonly EventDraft[]) => Promise<boolean>
  /**
   * Forgets it with its domains, connections, groups, mappings and users. Its events stay. False when there is none, or it has
   * sub-organizations.
   */
  readonly remove: (organizationId: string, events?: readonly EventDraft[]) => Promise<boolean>
}

/** E-mail domains. Of one name, at most one is verified, in whatever organization. */
export interface DomainStore {
  readonly find: (organizationId: string, name: string) => Promise<Domain | null>
  /** In the order of their names. */
  readonly list: (organizationId: string) => Promise<readonly Domain[]>
  /** The verified ones of these names. */
  readonly findVerified: (names: readonly string[]) => Promise<readonly Domain[]>
  /** All verified ones, in the order of their names: for who keeps them in memory. */
  readonly listVerified: (filter: { readonly after?: string; readonly limit: number }) => Promise<readonly Domain[]>
  readonly countVerified: () => Promise<number>
  /** False when the organization has that domain already, or is not there. */
  readonly insert: (domain: Domain, events?: readonly EventDraft[]) => Promise<boolean>
  /** False when there is none, when it is not the version before, or when another organization's is verified and so is this. */
  readonly replace: (domain: Domain, events?: readonly EventDraft[]) => Promise<boolean>
  readonly remove: (organizationId: string, name: string, events?: readonly EventDraft[]) => Promise<boolean>
}

/** The links to identity providers that are managed at run time. */
export interface ConnectionStore {
  /** In whatever organization: the id is in the URLs that identity providers call. */
  readonly find: (connectionId: string) => Promise<ConnectionRecord | null>
  /** In the order of their ids. */
  readonly list: (organizationId: string) => Promise<readonly ConnectionRecord[]>
  /** Those with `dueAt` not after `now`, the longest overdue first. */
  readonly listDue: (now: Date, limit: number) => Promise<readonly ConnectionRecord[]>
  /** False when the id exists, or the organization does not. */
  readonly insert: (connection: ConnectionRecord, events?: readonly EventDraft[]) => Promise<boolean>
  /** False when there is none in that organization, or it is not the version before. */
  readonly replace: (connection: ConnectionRecord, events?: readonly EventDraft[]) => Promise<boolean>
  /** With its groups, and what links people to it. False when there is none. */
  readonly remove: (organizationId: string, connectionId: string, events?: readonly EventDraft[]) => Promise<boolean>
}

/** Something that instances keep in memory was written. */
export interface Change {
  /** From 1; a change with a higher number never becomes visible before one with a lower. */
  readonly sequence: number
  readonly kind: 'organization' | 'domain' | 'connection'
  /** Id; the name of a domain. */
  readonly key: string
  readonly organizationId: string
}

/** What was written to organizations, domains and connections: how an instance learns of what another one did. */
export interface Changes {
  /** Number of the last change; 0 before the first. */
  readonly head: () => Promise<number>
  /** Those after, in order, at most `limit`; null when they are no longer all there: whoever asks has to start over. */
  readonly list: (after: number, limit: number) => Promise<readonly Change[] | null>
  /**
   * Calls `heard` soon after a change of any instance; a hint, that may come late, twice or not at all. Null where a store
   * cannot: then one has to ask. Resolves when it listens; what it resolves to stops that. MUST NOT keep the process alive.
   */
  readonly listen: ((heard: () => void) => Promise<() => Promise<void>>) | null
}
