import { defaultSettings, toSettings, type OrganizationSettings } from '../model/organization.ts'
import type { OrganizationStore } from '../ports/organization-store.ts'

/** The organization that decides for another, or for itself. */
export interface MainOrganization {
  readonly id: string
  readonly settings: OrganizationSettings
}

/** Never null: an organization that is only in the options has no record, and what everyone has who says nothing. */
export async function findMainOrganization(
  organizations: Pick<OrganizationStore, 'find'>,
  organizationId: string,
): Promise<MainOrganization> {
  const own = await organizations.find(organizationId)
  const main = own === null || own.parentId === null ? own : await organizations.find(own.parentId)
  return { id: own?.parentId ?? organizationId, settings: main?.settings ? toSettings(main.settings) : defaultSettings }
}
