import { AuthError } from '../model/auth-error.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import type { OrganizationStore } from '../ports/organization-store.ts'
import { isPublicId } from '../model/is-public-id.ts'
import { describeValue } from './request-invalid.ts'

type Organizations = Pick<OrganizationStore, 'find'>

/** Whatever was given as its id: what cannot be one is nobody's. */
export async function findOrganization(id: unknown, organizations: Organizations): Promise<OrganizationRecord | null> {
  return isPublicId(id) ? organizations.find(id) : null
}

/** @throws AuthError ORGANIZATION_NOT_FOUND */
export async function getOrganization(id: unknown, organizations: Organizations): Promise<OrganizationRecord> {
  const found = await findOrganization(id, organizations)
  if (found === null) throw organizationNotFound(id)
  return found
}

export function organizationNotFound(id: unknown): AuthError {
  return new AuthError('ORGANIZATION_NOT_FOUND', `wanted an organization in the store, got the id ${describeValue(id)}`)
}
