import type { Insertable, Selectable } from 'kysely'
import type { SubjectLink, User } from '../../model/user.ts'
import type { LinksTable, UsersTable } from './tables/users.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const userColumns = [
  'launchpad_users.id',
  'launchpad_users.organization_id',
  'email',
  'name',
  'first_name',
  'last_name',
  'status',
  'source',
  'roles',
  'created_at',
  'updated_at',
] as const

/** @throws AuthError REQUEST_INVALID for ids and addresses no row can hold. */
export function toUserRow(user: User): Insertable<UsersTable> {
  checkKey('user.id', user.id)
  checkKey('user.organizationId', user.organizationId)
  if (user.email !== null) checkKey('user.email', user.email)
  return {
    id: user.id,
    organization_id: user.organizationId,
    email: user.email,
    name: toStorable(user.name),
    first_name: toStorable(user.firstName),
    last_name: toStorable(user.lastName),
    status: user.status,
    source: user.source,
    roles: JSON.stringify(user.roles),
    created_at: user.createdAt.getTime(),
    updated_at: user.updatedAt.getTime(),
  }
}

/** @throws AuthError REQUEST_INVALID for a subject no row can hold. */
export function toLinkRow(user: User, { connectionId, subject }: SubjectLink): LinksTable {
  checkKey('link.connectionId', connectionId)
  checkKey('link.subject', subject)
  return { connection_id: connectionId, subject, organization_id: user.organizationId, user_id: user.id }
}

/** The row as it was given. */
export function toUser(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    organizationId: row.organization_id,
    email: row.email,
    name: row.name,
    firstName: row.first_name,
    lastName: row.last_name,
    status: row.status,
    source: row.source,
    roles: JSON.parse(row.roles) as readonly string[],
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
  }
}
