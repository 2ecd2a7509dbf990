import type { LoginRecord, User, UserStatus } from '../model/user.ts'
import type { WriteContext } from '../model/write-context.ts'

/** A person to be. There is no password: people prove who they are to their identity provider. */
export interface UserDraft {
  /** At least one of `email`, `username` and `externalId`. */
  readonly email?: string | null
  readonly username?: string | null
  readonly externalId?: string | null
  readonly name?: string | null
  readonly firstName?: string | null
  readonly lastName?: string | null
  /** @default 'active' */
  readonly status?: UserStatus
  /** Given by hand: groups do not change it. @default none */
  readonly role?: string | null
  /** @default 'manual' */
  readonly source?: 'manual' | 'import'
}

/** What can be changed. Left out stays. `role` null: the groups decide again. */
export type UserChanges = Omit<UserDraft, 'source'>

/** Which people are wanted. */
export interface UserQuery {
  /** With those of its sub-organizations. @default false */
  readonly includeSubOrganizations?: boolean
  readonly statuses?: readonly UserStatus[]
  /** Also people without a role, where the organization requires one. @default false */
  readonly includeWithoutRole?: boolean
  /** Part of a name, address or username. */
  readonly search?: string
  readonly after?: string
  /** 1 to 1000. @default 100 */
  readonly limit?: number
}

/** The people of organizations. */
export interface ManageUsers {
  /** @throws AuthError REQUEST_INVALID (also for a password), USER_CONFLICT (address, username or external id is taken), ORGANIZATION_NOT_FOUND, ROLE_INVALID */
  readonly create: (organizationId: string, draft: UserDraft, context?: WriteContext) => Promise<User>
  /** @throws AuthError USER_NOT_FOUND */
  readonly get: (organizationId: string, userId: string) => Promise<User>
  readonly find: (organizationId: string, userId: string) => Promise<User | null>
  readonly findByEmail: (organizationId: string, email: string) => Promise<User | null>
  /** @throws AuthError ORGANIZATION_NOT_FOUND, REQUEST_INVALID */
  readonly list: (
    organizationId: string,
    query?: UserQuery,
  ) => Promise<{ readonly users: readonly User[]; readonly cursor: string | null }>
  /**
   * Of who comes by SCIM, only the role and the status to and from `blocked`: the rest is `USER_CONFLICT`. Who is not blocked any more
   * is active or inactive, as SCIM wants them.
   *
   * @throws AuthError USER_NOT_FOUND, REQUEST_INVALID, ROLE_INVALID, USER_CONFLICT, WRITE_CONFLICT
   */
  readonly update: (
    organizationId: string,
    userId: string,
    changes: UserChanges,
    context?: WriteContext,
  ) => Promise<User>
  /**
   * With links, memberships and login records. The events stay. Who comes by SCIM is removed by SCIM: to lock them out, block them.
   *
   * @throws AuthError USER_NOT_FOUND, USER_CONFLICT (SCIM's)
   */
  readonly remove: (organizationId: string, userId: string, context?: WriteContext) => Promise<void>
  /** The next sign-in by that connection is matched anew: for an account that was made anew at the IdP. @throws AuthError USER_NOT_FOUND, CONNECTION_NOT_FOUND (the user has no link there) */
  readonly unlink: (
    organizationId: string,
    userId: string,
    connectionId: string,
    context?: WriteContext,
  ) => Promise<void>
  /** How often, when and from where the person signed in, by connection. @throws AuthError USER_NOT_FOUND */
  readonly listLogins: (organizationId: string, userId: string) => Promise<readonly LoginRecord[]>
  /** The same for everybody who ever signed in: a list by method. */
  readonly listLoginsOfOrganization: (
    organizationId: string,
    query?: { readonly connectionId?: string; readonly after?: string; readonly limit?: number },
  ) => Promise<{ readonly logins: readonly LoginRecord[]; readonly cursor: string | null }>
}
