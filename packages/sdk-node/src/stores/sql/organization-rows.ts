import type { Insertable, Selectable } from 'kysely'
import type { Branding, OrganizationRecord, OrganizationSettings } from '../../model/organization.ts'
import type { OrganizationsTable } from './tables/organizations.ts'
import { checkKey, toDate, toStorable } from './values.ts'

/** By name and never `*`: a newer version may have added columns. */
export const organizationColumns = [
  'id',
  'name',
  'support_contact',
  'parent_id',
  'branding',
  'locale',
  'settings',
  'created_at',
  'updated_at',
  'version',
] as const

/** @throws AuthError REQUEST_INVALID for ids no row can hold. */
export function toOrganizationRow(organization: OrganizationRecord): Insertable<OrganizationsTable> {
  checkKey('organization.id', organization.id)
  if (organization.parentId !== null) checkKey('organization.parentId', organization.parentId)
  return {
    id: organization.id,
    name: toStorable(organization.name) ?? '',
    support_contact: toStorable(organization.supportContact),
    parent_id: organization.parentId,
    branding: JSON.stringify(organization.branding),
    locale: toStorable(organization.locale),
    settings: organization.settings === null ? null : JSON.stringify(organization.settings),
    created_at: organization.createdAt.getTime(),
    updated_at: organization.updatedAt.getTime(),
    version: organization.version,
  }
}

/** The row as it was given. */
export function toOrganization(row: Selectable<OrganizationsTable>): OrganizationRecord {
  return {
    id: row.id,
    name: row.name,
    supportContact: row.support_contact,
    parentId: row.parent_id,
    branding: JSON.parse(row.branding) as Branding,
    locale: row.locale,
    settings: row.settings === null ? null : (JSON.parse(row.settings) as OrganizationSettings),
    createdAt: toDate(row.created_at),
    updatedAt: toDate(row.updated_at),
    version: row.version,
  }
}
