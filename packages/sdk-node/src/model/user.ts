import type { JsonObject } from './json.ts'

/** Where a user stands. `pending`: nobody accepted them yet. `invited`: becomes active by signing in. `blocked`: by somebody's decision. */
export type UserStatus = 'pending' | 'invited' | 'active' | 'inactive' | 'blocked'

/** A person an organization gave us. */
export interface User {
  readonly id: string
  readonly organizationId: string
  /** Lower case; null when no identity provider ever sent one. Unique in the organization. */
  readonly email: string | null
  /** As it is spelled; unique in the organization whatever its case. */
  readonly username: string | null
  /** A stable id that somebody else gave: unique in the organization. */
  readonly externalId: string | null
  readonly name: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly status: UserStatus
  /** How the user came in; `scim`: a connection's SCIM client keeps the profile, nobody else changes it. */
  readonly source: 'jit' | 'manual' | 'import' | 'scim'
  readonly roles: readonly string[]
  /** Who decides on `roles`: the mapped groups, or somebody by hand (then groups change nothing); null: nobody has. */
  readonly roleSource: 'groups' | 'manual' | null
  /** The connection whose SCIM client keeps the user; null unless `source` is `scim`. */
  readonly scimConnectionId: string | null
  /**
   * What that client sent, as SCIM names it: also what has a field of its own here, and custom extensions. Without `id`, `meta`,
   * `groups` and `password`. Null unless `source` is `scim`.
   */
  readonly scimAttributes: JsonObject | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}

/** Who a person is at one connection. Unique: it leads to one user. */
export interface SubjectLink {
  readonly connectionId: string
  readonly subject: string
}

/** Who was removed by a SCIM client and may come back under their id. */
export interface RemovedUser {
  readonly id: string
  /** They were blocked: to be sent again does not undo what was decided here. */
  readonly isBlocked: boolean
}

/** How often and from where somebody signed in by one connection. */
export interface LoginRecord {
  readonly userId: string
  readonly connectionId: string
  readonly count: number
  readonly lastAt: Date
  readonly lastIp: string | null
  readonly lastUserAgent: string | null
}
