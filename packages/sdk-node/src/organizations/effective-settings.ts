import {
  defaultSettings,
  toSettings,
  type OrganizationRecord,
  type OrganizationSettings,
} from '../model/organization.ts'

type HasSettings = Pick<OrganizationRecord, 'settings'>

/**
 * The settings that count for an organization: its own, or those of its main organization.
 *
 * @param record null: the organization is not in the store.
 * @param parent null: it has none.
 */
export function effectiveSettings(record: HasSettings | null, parent: HasSettings | null): OrganizationSettings {
  const stored = record?.settings ?? parent?.settings ?? null
  return stored === null ? defaultSettings : toSettings(stored)
}
