import type { OrganizationRecord } from '../model/organization.ts'
import type { OrganizationStore } from '../ports/organization-store.ts'
import { effectiveSettings } from './effective-settings.ts'
import type { ManagedOrganization } from './manage-organizations.ts'

/** The same organizations, each with the settings that count for it. Every main organization is read once. */
export async function toManagedOrganizations(
  records: readonly OrganizationRecord[],
  organizations: Pick<OrganizationStore, 'find'>,
): Promise<readonly ManagedOrganization[]> {
  const parentIds = [...new Set(records.flatMap(({ parentId }) => parentId ?? []))]
  const parents = await Promise.all(parentIds.map((id) => organizations.find(id)))
  const byId = new Map(parents.map((parent, index) => [parentIds[index], parent]))
  return records.map((record) => ({
    ...record,
    settings: effectiveSettings(record, byId.get(record.parentId ?? '') ?? null),
  }))
}

/** The same for one. */
export async function toManagedOrganization(
  record: OrganizationRecord,
  organizations: Pick<OrganizationStore, 'find'>,
): Promise<ManagedOrganization> {
  const parent = record.parentId === null ? null : await organizations.find(record.parentId)
  return { ...record, settings: effectiveSettings(record, parent) }
}
