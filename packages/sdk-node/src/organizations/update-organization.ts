import type { OrganizationRecord } from '../model/organization.ts'
import type { WriteContext } from '../model/write-context.ts'
import { changeOrganization } from './change-organization.ts'
import { draftOrganizationEvent, toOrganizationValues } from './draft-organization-event.ts'
import { findChanges } from './find-changes.ts'
import { getOrganization } from './get-organization.ts'
import type { OrganizationTools } from './organization-tools.ts'
import { parseOrganizationChanges } from './parse-organization.ts'
import { describeValue } from './request-invalid.ts'
import { tryThrice } from '../model/try-thrice.ts'

/** @throws AuthError ORGANIZATION_NOT_FOUND, REQUEST_INVALID, ORGANIZATION_SETTING_INHERITED, WRITE_CONFLICT */
export async function updateOrganization(
  id: string,
  given: unknown,
  context: WriteContext | undefined,
  { store: { organizations }, now }: OrganizationTools,
): Promise<OrganizationRecord> {
  const changes = parseOrganizationChanges(given)
  return tryThrice(`organization ${describeValue(id)}`, async () => {
    const old = await getOrganization(id, organizations)
    const next = changeOrganization(old, changes, now())
    const data = findChanges(toOrganizationValues(old), toOrganizationValues(next))
    if (data === null) return old
    const updated = draftOrganizationEvent({ type: 'organization.updated', data }, id, next.updatedAt, context)
    return (await organizations.replace(next, [updated])) ? next : null
  })
}
