import type { Group } from '../../../model/group.ts'
import type { User } from '../../../model/user.ts'
import type { Count, EpochMs, JsonText } from './columns.ts'

/** People. An id is theirs alone, whatever the organization. */
export interface UsersTable {
  readonly id: string
  readonly organization_id: string
  readonly email: string | null
  readonly username: string | null
  /** What makes it unique and found: see `toUsernameKey`. */
  readonly username_key: string | null
  readonly external_id: string | null
  readonly name: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly status: User['status']
  readonly source: User['source']
  readonly roles: JsonText
  readonly role_source: User['roleSource']
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
  readonly version: Count
  /** Name, address and username in lower case, for the search. Null where a version before wrote the row. */
  readonly search_text: string | null
  readonly scim_connection_id: string | null
  readonly scim_attributes: JsonText | null
  /** The rows of `launchpad_scim_emails` as one value, to see what changes without reading them. */
  readonly scim_emails: JsonText | null
}

/** Who a person is at a connection. The foreign key holds the organization too: no link leads into another one. */
export interface LinksTable {
  readonly connection_id: string
  readonly subject: string
  readonly organization_id: string
  readonly user_id: string
}

/** Groups of an organization. */
export interface GroupsTable {
  readonly id: string
  readonly organization_id: string
  /** Empty for a group made by hand: in a unique constraint no null is like another. */
  readonly connection_id: string
  readonly external_id: string | null
  readonly name: string
  readonly source: Group['source']
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
  readonly version: Count
  /** `connection_id` where `source` is `scim`, else null. */
  readonly scim_connection_id: string | null
  readonly scim_attributes: JsonText | null
  /** The name in lower case where `source` is `scim`, else null. */
  readonly name_key: string | null
}

/** Who is in which group. */
export interface MembershipsTable {
  readonly group_id: string
  readonly user_id: string
}

/** The role of a group's people. The foreign key holds the organization too: no mapping has another's group. */
export interface RoleMappingsTable {
  readonly group_id: string
  readonly organization_id: string
  readonly target_organization_id: string
  readonly role: string
  readonly created_at: EpochMs
}

/** Who signed in how often by which connection. Written with the events that say so. */
export interface LoginRecordsTable {
  readonly user_id: string
  readonly connection_id: string
  readonly count: Count
  readonly last_at: EpochMs
  readonly last_ip: string | null
  readonly last_user_agent: string | null
}

/** The tables of the people. */
export interface UserTables {
  readonly launchpad_users: UsersTable
  readonly launchpad_links: LinksTable
  readonly launchpad_groups: GroupsTable
  readonly launchpad_memberships: MembershipsTable
  readonly launchpad_role_mappings: RoleMappingsTable
  readonly launchpad_login_records: LoginRecordsTable
}
