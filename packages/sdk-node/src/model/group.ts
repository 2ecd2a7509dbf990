import type { JsonObject } from './json.ts'

/** People an organization's identity provider, or somebody by hand, put together. Never holds other groups. */
export interface Group {
  readonly id: string
  /** The organization whose connection sends it. */
  readonly organizationId: string
  /** Null: made by hand, for every connection of the organization. */
  readonly connectionId: string | null
  /** Its id at the identity provider, as SCIM names it. */
  readonly externalId: string | null
  /** What the identity provider calls it in assertions and claims: a name, or an id (Entra). Unique for its connection. */
  readonly name: string
  readonly source: 'jit' | 'manual' | 'scim'
  /** What the SCIM client sent, without `id`, `meta` and `members`; null unless `source` is `scim`. */
  readonly scimAttributes: JsonObject | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}

/** One person in one group. */
export interface Membership {
  readonly groupId: string
  readonly userId: string
}

/** The group's people have this role in that organization. One per group. */
export interface RoleMapping {
  readonly groupId: string
  /** The organization of the group: a main organization, or one without subs. */
  readonly organizationId: string
  /** Where the role counts: the same, or one of its sub-organizations. */
  readonly targetOrganizationId: string
  readonly role: string
  readonly createdAt: Date
}
