import type { User } from '../../../model/user.ts'
import type { EpochMs, JsonText } from './columns.ts'

/** People. An id is theirs alone, whatever the organization. */
export interface UsersTable {
  readonly id: string
  readonly organization_id: string
  readonly email: string | null
  readonly name: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly status: User['status']
  readonly source: User['source']
  readonly roles: JsonText
  readonly created_at: EpochMs
  readonly updated_at: EpochMs
}

/** Who a person is at a connection. The foreign key holds the organization too: no link leads into another one. */
export interface LinksTable {
  readonly connection_id: string
  readonly subject: string
  readonly organization_id: string
  readonly user_id: string
}

/** The tables of the people. */
export interface UserTables {
  readonly launchpad_users: UsersTable
  readonly launchpad_links: LinksTable
}
