import type { Group } from '../model/group.ts'
import type { JsonObject } from '../model/json.ts'
import type { User } from '../model/user.ts'

/** A user as a SCIM client wants them: what it sent, and what we read out of it. */
export interface ScimUserDraft {
  /** Normalized, checked, without `id`, `meta`, `groups`, `password`. */
  readonly attributes: JsonObject
  /** `userName`, as it is spelled. */
  readonly username: string
  readonly externalId: string | null
  /** The primary address, else the first of type work, else the first; lower case. */
  readonly email: string | null
  readonly name: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly active: boolean
}

/** A group as a SCIM client wants it. */
export interface ScimGroupDraft {
  /** Without `id`, `meta`, `members`. */
  readonly attributes: JsonObject
  /** `displayName`. */
  readonly name: string
  readonly externalId: string | null
}

/** Where a list begins. */
export interface ScimSlice {
  readonly after?: string
  readonly offset?: number
  readonly limit: number
}

/**
 * The people and groups that one connection's SCIM client keeps, and no others: an id of somebody else's is an id that is not there.
 * `scim/` speaks the protocol in front of it, `directory/` is behind it.
 */
export interface ScimDirectory {
  readonly users: {
    readonly find: (userId: string) => Promise<User | null>
    /** Those that there are, in whatever order. */
    readonly findMany: (userIds: readonly string[]) => Promise<readonly User[]>
    /** Whatever its case. */
    readonly findByUserName: (userName: string) => Promise<User | null>
    readonly findByExternalId: (externalId: string) => Promise<User | null>
    /** Who has that address among all of theirs, whatever its case. */
    readonly listByEmail: (email: string) => Promise<readonly User[]>
    /** In the order of their ids, which is the order of their coming. */
    readonly list: (slice: ScimSlice) => Promise<readonly User[]>
    readonly count: () => Promise<number>
    /**
     * A person who is there already without SCIM (by sign-in or by hand) is taken over instead of made again; one who was removed comes
     * back under their id.
     *
     * @throws AuthError SCIM_CONFLICT
     */
    readonly create: (draft: ScimUserDraft) => Promise<User>
    /**
     * Writes nothing when nothing changes, and answers the user as they are. Null: somebody else wrote in between.
     *
     * @param before as it was read
     * @throws AuthError SCIM_CONFLICT
     */
    readonly replace: (before: User, draft: ScimUserDraft) => Promise<User | null>
    /** False: they are gone already. */
    readonly remove: (user: User) => Promise<boolean>
    /** Which groups of this connection they are in, in the order of the group ids. */
    readonly listGroups: (
      userIds: readonly string[],
    ) => Promise<readonly { readonly userId: string; readonly group: Group }[]>
  }
  readonly groups: {
    readonly find: (groupId: string) => Promise<Group | null>
    readonly findByExternalId: (externalId: string) => Promise<Group | null>
    /** Whatever its case. */
    readonly listByDisplayName: (displayName: string) => Promise<readonly Group[]>
    readonly list: (slice: ScimSlice) => Promise<readonly Group[]>
    readonly count: () => Promise<number>
    /** @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID for a member who is no user of the connection (a group is none) */
    readonly create: (draft: ScimGroupDraft, memberIds: readonly string[]) => Promise<Group>
    /**
     * Costs what changes, however large the group is. Who is added and is inside, or removed and is not, is no mistake. Roles follow
     * at once. Writes nothing when nothing changes. Null: somebody else wrote in between.
     *
     * @throws AuthError SCIM_CONFLICT, SCIM_VALUE_INVALID as for `create`
     */
    readonly replace: (
      before: Group,
      draft: ScimGroupDraft,
      members: { readonly add: readonly string[]; readonly remove: readonly string[] },
    ) => Promise<Group | null>
    /** Roles follow at once. False: it is gone already. */
    readonly remove: (group: Group) => Promise<boolean>
    /** Ids of its users, in their order. */
    readonly listMembers: (
      groupId: string,
      slice: { readonly after?: string; readonly limit: number },
    ) => Promise<readonly string[]>
    /** Which of these are in the group. */
    readonly listInside: (groupId: string, userIds: readonly string[]) => Promise<readonly string[]>
  }
}
