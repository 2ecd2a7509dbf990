import type { EventDraft } from '../model/event.ts'
import type { Group, Membership, RoleMapping } from '../model/group.ts'
import type { LoginRecord, RemovedUser, SubjectLink, User, UserStatus } from '../model/user.ts'

/** Which users are wanted. */
export interface UserFilter {
  /** Users of any of these. */
  readonly organizationIds: readonly string[]
  /** Users with a higher id only. */
  readonly after?: string
  readonly statuses?: readonly UserStatus[]
  /** True: only who has a role. */
  readonly withRole?: boolean
  /** Part of name, address or username, whatever its case. */
  readonly search?: string
  readonly limit: number
}

/** Which part of what a connection's SCIM client keeps. */
export interface ScimPage {
  readonly connectionId: string
  /** Higher ids only. */
  readonly after?: string
  /** Leaves out that many. */
  readonly offset?: number
  readonly limit: number
}

/**
 * A user or group with a SCIM connection MUST be refused while that connection is not in the store: whoever arrives while it is being removed would
 * stay read-only for ever.
 *
 * The people. Every answer belongs to the organization that was asked for. What a write takes along as `events` MUST be
 * written with it in one atomic step, in that order: all of it, or nothing when the write answers false or throws. A write
 * MUST also be refused where another user of the organization has the e-mail address, the username (whatever its case) or the
 * external id.
 */
export interface Users {
  readonly find: (organizationId: string, userId: string) => Promise<User | null>
  /** In whatever organization. For who was given the id by us, never for who was given it by a browser. */
  readonly findAnywhere: (userId: string) => Promise<User | null>
  readonly findByLink: (link: SubjectLink) => Promise<User | null>
  /** @param email lower case. */
  readonly findByEmail: (organizationId: string, email: string) => Promise<User | null>
  /** Whatever its case. */
  readonly findByUsername: (organizationId: string, username: string) => Promise<User | null>
  readonly findByExternalId: (organizationId: string, externalId: string) => Promise<User | null>
  /** Those of these ids that there are, in whatever organization and order. */
  readonly findMany: (userIds: readonly string[]) => Promise<readonly User[]>
  /** In the order of their ids, at most `limit`. */
  readonly list: (filter: UserFilter) => Promise<readonly User[]>
  readonly count: (organizationId: string) => Promise<number>
  /** Who has that `scimConnectionId`, by username (whatever its case) or external id, in whatever organization. */
  readonly findOfScim: (
    connectionId: string,
    by: { readonly username: string } | { readonly externalId: string },
  ) => Promise<User | null>
  /** Who has that address among `scimAttributes.emails`. From an index. In the order of their ids. @param email lower case */
  readonly listOfScimByEmail: (connectionId: string, email: string) => Promise<readonly User[]>
  /** Who has that `scimConnectionId`, in the order of their ids, at most `limit`. */
  readonly listOfScim: (page: ScimPage) => Promise<readonly User[]>
  /** How many. Costs the same however many there are. */
  readonly countOfScim: (connectionId: string) => Promise<number>
  /**
   * The user whom that connection's SCIM client last removed under that external id; null: none. {@link Users.remove} notes it for
   * who has a `scimConnectionId` and an external id, inserting a user of that id forgets it.
   */
  readonly findRemovedOfScim: (connectionId: string, externalId: string) => Promise<RemovedUser | null>
  /**
   * Adds the user and its link, if any, in one atomic step. False, and nothing written, when the id or the link exists or the
   * organization already has a user of that address, username or external id.
   */
  readonly insert: (user: User, link: SubjectLink | null, events?: readonly EventDraft[]) => Promise<boolean>
  /** Adds a link to a user. False when the link already leads somewhere, or the user has another at that connection. */
  readonly link: (user: User, link: SubjectLink, events?: readonly EventDraft[]) => Promise<boolean>
  readonly listLinks: (organizationId: string, userId: string) => Promise<readonly SubjectLink[]>
  /** Forgets who the user is at a connection: the next sign-in there is matched anew. False when there was no such link. */
  readonly unlink: (user: User, connectionId: string, events?: readonly EventDraft[]) => Promise<boolean>
  /**
   * Replaces the stored user of that id in that organization. False when there is none, when it is not the version before, or
   * another user has the new address, username or external id. Users of one `scimConnectionId` differ in username and external id
   * also where they are in different organizations.
   */
  readonly replace: (user: User, events?: readonly EventDraft[]) => Promise<boolean>
  /** The same for a user who moves: `user.organizationId` is the new one. Links and memberships stay. */
  readonly move: (fromOrganizationId: string, user: User, events?: readonly EventDraft[]) => Promise<boolean>
  /** Forgets the user, with links, memberships and login records. False when there is none. */
  readonly remove: (organizationId: string, userId: string, events?: readonly EventDraft[]) => Promise<boolean>
}

/** Groups and who is in them. The same promises as for {@link Users}. */
export interface Groups {
  readonly find: (organizationId: string, groupId: string) => Promise<Group | null>
  /** @param connectionId null: the group made by hand. */
  readonly findByName: (organizationId: string, connectionId: string | null, name: string) => Promise<Group | null>
  readonly findByExternalId: (organizationId: string, connectionId: string, externalId: string) => Promise<Group | null>
  /** Those of that connection with `source` `scim`, in the order of their ids, at most `limit`. */
  readonly listOfScim: (page: ScimPage) => Promise<readonly Group[]>
  /** The same, of that name whatever its case. From an index. */
  readonly listOfScimByName: (connectionId: string, name: string) => Promise<readonly Group[]>
  /** How many. Costs the same however many there are. */
  readonly countOfScim: (connectionId: string) => Promise<number>
  /** In the order of their ids. */
  readonly list: (filter: {
    readonly organizationId: string
    readonly after?: string
    readonly limit: number
  }) => Promise<readonly Group[]>
  /**
   * Adds the group and its first members in one atomic step. False when the id exists, when the connection already has a group of that name or
   * external id, or when one of the members is not there.
   */
  readonly insert: (group: Group, events?: readonly EventDraft[], memberIds?: readonly string[]) => Promise<boolean>
  /** False when there is none, when it is not the version before, or another has the name or external id. */
  readonly replace: (group: Group, events?: readonly EventDraft[]) => Promise<boolean>
  /** With its memberships and its role mapping. False when there is none. */
  readonly remove: (organizationId: string, groupId: string, events?: readonly EventDraft[]) => Promise<boolean>
  /** What each of several users is in: in the order of the users' ids, and for each in the order of the groups'. */
  readonly listOfUsers: (
    userIds: readonly string[],
  ) => Promise<readonly { readonly userId: string; readonly group: Group }[]>
  /** In the order of their ids. */
  readonly listMembers: (filter: {
    readonly groupId: string
    readonly after?: string
    readonly limit: number
  }) => Promise<readonly string[]>
  readonly countMembers: (groupId: string) => Promise<number>
  /** Which of these users are in the group. */
  readonly listInside: (groupId: string, userIds: readonly string[]) => Promise<readonly string[]>
  /**
   * Replaces the group, and adds and removes members, in one atomic step: {@link Groups.replace} and {@link Groups.change} at once.
   * Costs what changes, however large the group is.
   */
  readonly amend: (
    group: Group,
    members: { readonly add: readonly string[]; readonly remove: readonly string[] },
    events?: readonly EventDraft[],
  ) => Promise<boolean>
  /**
   * Adds and removes memberships in one atomic step; one that is there already, or not there, is no mistake. A set operation:
   * it costs what changes, however large the groups are. False, and nothing written, when a group or a user to add is not there.
   */
  readonly change: (
    change: { readonly add: readonly Membership[]; readonly remove: readonly Membership[] },
    events?: readonly EventDraft[],
  ) => Promise<boolean>
}

/** Which role a group's people have. The same promises as for {@link Users}. */
export interface RoleMappings {
  /** Of the groups of that organization, in the order of the group ids. */
  readonly list: (organizationId: string) => Promise<readonly RoleMapping[]>
  /** Adds or replaces the mapping of its group. False when the organization has no such group. */
  readonly put: (mapping: RoleMapping, events?: readonly EventDraft[]) => Promise<boolean>
  /** False when the group had none. */
  readonly remove: (organizationId: string, groupId: string, events?: readonly EventDraft[]) => Promise<boolean>
}

/**
 * Who signed in how often. Nobody writes them: a store MUST count every event `login.succeeded` it writes, in the same atomic
 * step.
 */
export interface LoginRecords {
  readonly listOfUser: (userId: string) => Promise<readonly LoginRecord[]>
  /** Of the people who are in that organization now, in the order of user and connection ids. */
  readonly list: (filter: {
    readonly organizationId: string
    readonly connectionId?: string
    /** User id of the last one of the page before. A page never ends within a user. */
    readonly after?: string
    /** Users, not records. */
    readonly limit: number
  }) => Promise<readonly LoginRecord[]>
}
