import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'

/** A SCIM client at work: what it writes is told as written by its connection. */
export interface ScimWriter extends Writer {
  readonly connectionId: string
}

/** What one connection's SCIM client reaches. */
export interface ScimRealm {
  readonly store: Store
  readonly now: () => Date
  readonly connectionId: string
  /** A main organization. Its people may be in its sub-organizations. */
  readonly organizationId: string
  readonly writer: ScimWriter
  /** True for a domain of addresses that the organization has given to other connections, and not to this one. */
  readonly isServedByOthers: (domain: string) => Promise<boolean>
  /** True for a domain in which the connection says who has which address. */
  readonly mayVouchFor: (domain: string) => Promise<boolean>
}

/** True for who is the connection's, whatever organization they are in now. */
export function isOfRealm(user: User | null, { connectionId }: Pick<ScimRealm, 'connectionId'>): user is User {
  return user !== null && user.scimConnectionId === connectionId
}

/** True for a group that the connection's SCIM client keeps. */
export function isGroupOfRealm(group: Group | null, { connectionId }: Pick<ScimRealm, 'connectionId'>): group is Group {
  return group !== null && group.source === 'scim' && group.connectionId === connectionId
}
