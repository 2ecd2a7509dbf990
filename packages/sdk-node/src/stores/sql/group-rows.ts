import type { Insertable, Selectable } from 'kysely'
import type { Group } from '../../model/group.ts'
import type { GroupsTable } from './tables/users.ts'
import { checkKey, toDate } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const groupColumns = [
  'launchpad_groups.id',
  'organization_id',
  'connection_id',
  'external_id',
  'name',
  'source',
  'created_at',
  'updated_at',
  'version',
  'scim_attributes',
] as const

/** What stands for no connection. No connection has this id. */
export const byHand = ''

/** Under what a SCIM group is found by its name, whatever its case. */
export const toNameKey = (name: string): string => name.toLowerCase()

/** @throws AuthError REQUEST_INVALID for ids and names no row can hold. */
export function toGroupRow(group: Group): Required<Insertable<GroupsTable>> {
  checkKey('group.id', group.id)
  checkKey('group.organizationId', group.organizationId)
  checkKey('group.connectionId', group.connectionId ?? byHand)
  checkKey('group.externalId', group.externalId ?? '')
  checkKey('group.name', group.name)
  const isScim = group.source === 'scim'
  const nameKey = isScim ? toNameKey(group.name) : null
  checkKey('group.name', nameKey ?? '')
  return {
    id: group.id,
    organization_id: group.organizationId,
    connection_id: group.connectionId ?? byHand,
    external_id: group.externalId,
    name: group.name,
    source: group.source,
    created_at: group.createdAt.getTime(),
    updated_at: group.updatedAt.getTime(),
    version: group.version,
    scim_connection_id: isScim ? (group.connectionId ?? byHand) : null,
    scim_attributes: group.scimAttributes === null ? null : JSON.stringify(group.scimAttributes),
    name_key: nameKey,
  }
}

/** The row as it was given. */
export function toGroup(row: Omit<Selectable<GroupsTable>, 'scim_connection_id' | 'name_key'>): Group {
  return {
    id: row.id,
    organizationId: row.organization_id,
    connectionId: row.connection_id === byHand ? null : row.connection_id,
    externalId: row.external_id,
    name: row.name,
    source: row.source,
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
    version: Number(row.version),
    scimAttributes: row.scim_attributes === null ? null : (JSON.parse(row.scim_attributes) as Group['scimAttributes']),
  }
}
