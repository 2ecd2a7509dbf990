import type { Insertable, Selectable } from 'kysely'
import type { SubjectLink, User } from '../../model/user.ts'
import { toScimEmailKeys } from '../scim-email-keys.ts'
import { toUsernameKey } from '../username-key.ts'
import type { LinksTable, UsersTable } from './tables/users.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const userColumns = [
  'launchpad_users.id',
  'launchpad_users.organization_id',
  'email',
  'username',
  'external_id',
  'name',
  'first_name',
  'last_name',
  'status',
  'source',
  'roles',
  'role_source',
  'created_at',
  'updated_at',
  'version',
  'scim_connection_id',
  'scim_attributes',
] as const

/** @throws AuthError REQUEST_INVALID for ids and addresses no row can hold. */
export function toUserRow(user: User): Required<Insertable<UsersTable>> {
  checkKey('user.id', user.id)
  checkKey('user.organizationId', user.organizationId)
  const usernameKey = user.username === null ? null : toUsernameKey(user.username)
  for (const [name, text] of [
    ['user.email', user.email],
    ['user.username', user.username],
    ['user.username', usernameKey],
    ['user.externalId', user.externalId],
    ['user.scimConnectionId', user.scimConnectionId],
  ] as const)
    if (text !== null) checkKey(name, text)
  return {
    id: user.id,
    organization_id: user.organizationId,
    email: user.email,
    username: user.username,
    username_key: usernameKey,
    external_id: user.externalId,
    name: toStorable(user.name),
    first_name: toStorable(user.firstName),
    last_name: toStorable(user.lastName),
    status: user.status,
    source: user.source,
    roles: JSON.stringify(user.roles),
    role_source: user.roleSource,
    created_at: user.createdAt.getTime(),
    updated_at: user.updatedAt.getTime(),
    version: user.version,
    search_text: toStorable([user.name, user.email, user.username].join('\n').toLowerCase()),
    scim_connection_id: user.scimConnectionId,
    scim_attributes: user.scimAttributes === null ? null : JSON.stringify(user.scimAttributes),
    scim_emails: user.scimConnectionId === null ? null : JSON.stringify(toScimEmailKeys(user)),
  }
}

/** @throws AuthError REQUEST_INVALID for a subject no row can hold. */
export function toLinkRow(user: User, { connectionId, subject }: SubjectLink): LinksTable {
  checkKey('link.connectionId', connectionId)
  checkKey('link.subject', subject)
  return { connection_id: connectionId, subject, organization_id: user.organizationId, user_id: user.id }
}

/** The row as it was given. */
export function toUser(row: Omit<Selectable<UsersTable>, 'username_key' | 'search_text' | 'scim_emails'>): User {
  return {
    id: row.id,
    organizationId: row.organization_id,
    email: row.email,
    username: row.username,
    externalId: row.external_id,
    name: row.name,
    firstName: row.first_name,
    lastName: row.last_name,
    status: row.status,
    source: row.source,
    roles: JSON.parse(row.roles) as readonly string[],
    roleSource: row.role_source,
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
    version: Number(row.version),
    scimConnectionId: row.scim_connection_id,
    scimAttributes: row.scim_attributes === null ? null : (JSON.parse(row.scim_attributes) as User['scimAttributes']),
  }
}
