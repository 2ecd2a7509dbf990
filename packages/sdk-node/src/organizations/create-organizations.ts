import type { OrganizationRecord } from '../model/organization.ts'
import { createOrganization } from './create-organization.ts'
import { findOrganization, getOrganization } from './get-organization.ts'
import type { ManagedOrganization, ManageOrganizations } from './manage-organizations.ts'
import type { OrganizationTools } from './organization-tools.ts'
import { parseOrganizationQuery } from './parse-organization-query.ts'
import { removeOrganization } from './remove-organization.ts'
import { toManagedOrganization, toManagedOrganizations } from './to-managed-organizations.ts'
import { updateOrganization } from './update-organization.ts'

/** The organizations of a store. */
export function createOrganizations(tools: OrganizationTools): ManageOrganizations {
  const { organizations } = tools.store
  const show = (record: OrganizationRecord): Promise<ManagedOrganization> =>
    toManagedOrganization(record, organizations)
  return Object.freeze({
    create: async (draft, context) => show(await createOrganization(draft, context, tools)),
    get: async (id) => show(await getOrganization(id, organizations)),
    find: async (id) => {
      const found = await findOrganization(id, organizations)
      return found && show(found)
    },
    list: async (query = {}) => {
      const filter = parseOrganizationQuery(query)
      // One more than asked for tells whether there is another page.
      const found = await organizations.list({ ...filter, limit: filter.limit + 1 })
      const page = found.slice(0, filter.limit)
      const cursor = page.length === found.length ? null : (page.at(-1)?.id ?? null)
      return { organizations: await toManagedOrganizations(page, organizations), cursor }
    },
    update: async (id, changes, context) => show(await updateOrganization(id, changes, context, tools)),
    remove: async (id, context) => removeOrganization(id, context, tools),
  } satisfies ManageOrganizations)
}
