import { AuthError } from '../model/auth-error.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { WriteContext } from '../model/write-context.ts'
import { toNewOrganization } from './change-organization.ts'
import { draftOrganizationEvent, toOrganizationValues } from './draft-organization-event.ts'
import { getOrganization, organizationNotFound } from './get-organization.ts'
import type { OrganizationTools } from './organization-tools.ts'
import { parseOrganizationDraft } from './parse-organization.ts'

/** @throws AuthError REQUEST_INVALID, ORGANIZATION_CONFLICT, ORGANIZATION_NOT_FOUND, ORGANIZATION_SETTING_INHERITED */
export async function createOrganization(
  given: unknown,
  context: WriteContext | undefined,
  { store: { organizations }, now }: OrganizationTools,
): Promise<OrganizationRecord> {
  const draft = parseOrganizationDraft(given)
  const record = toNewOrganization(draft, now())
  const { id, parentId, createdAt } = record
  if (parentId !== null) checkIsMain(await getOrganization(parentId, organizations))
  const data = { old: null, new: toOrganizationValues(record) }
  const created = draftOrganizationEvent({ type: 'organization.created', data }, id, createdAt, context)
  if (await organizations.insert(record, [created])) return record
  // Between the look and the insert, its parent may have gone.
  if ((await organizations.find(id)) === null) throw organizationNotFound(parentId)
  throw new AuthError('ORGANIZATION_CONFLICT', `id: wanted one that is free, '${id}' is taken`)
}

function checkIsMain({ id, parentId }: OrganizationRecord): void {
  if (parentId !== null)
    throw new AuthError(
      'ORGANIZATION_CONFLICT',
      `parentId: wanted a main organization, '${id}' is a sub-organization of '${parentId}'`,
    )
}
