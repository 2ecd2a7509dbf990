import { defaultSettings, type OrganizationRecord, type OrganizationSettings } from '../model/organization.ts'

type HasSettings = Pick<OrganizationRecord, 'settings'>

/**
 * The settings that count for an organization: its own, or those of its main organization.
 *
 * @param record null: the organization is not in the store.
 * @param parent null: it has none.
 */
export function effectiveSettings(record: HasSettings | null, parent: HasSettings | null): OrganizationSettings {
  return record?.settings ?? parent?.settings ?? defaultSettings
}
