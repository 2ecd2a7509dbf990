import { AuthError } from '../model/auth-error.ts'
import type { WriteContext } from '../model/write-context.ts'
import { draftOrganizationEvent, toOrganizationValues } from './draft-organization-event.ts'
import { getOrganization, organizationNotFound } from './get-organization.ts'
import type { OrganizationTools } from './organization-tools.ts'

/** @throws AuthError ORGANIZATION_NOT_FOUND, ORGANIZATION_CONFLICT */
export async function removeOrganization(
  id: string,
  context: WriteContext | undefined,
  { store: { organizations }, now }: OrganizationTools,
): Promise<void> {
  const data = { old: toOrganizationValues(await getOrganization(id, organizations)), new: null }
  const deleted = draftOrganizationEvent({ type: 'organization.deleted', data }, id, now(), context)
  if (await organizations.remove(id, [deleted])) return
  const [sub] = await organizations.list({ parentId: id, limit: 1 })
  // Somebody else removed it meanwhile.
  if (sub === undefined) throw organizationNotFound(id)
  throw new AuthError('ORGANIZATION_CONFLICT', `wanted '${id}' without sub-organizations, it has '${sub.id}'`)
}
