import type { OrganizationStore } from '../ports/organization-store.ts'
import { isPublicId } from '../model/is-public-id.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const maxLimit = 1000

/** @throws AuthError REQUEST_INVALID */
export function parseOrganizationQuery(given: unknown): Parameters<OrganizationStore['list']>[0] {
  const { parentId, after, limit = 100 } = takeFields(given, 'query', ['parentId', 'after', 'limit'])
  if (parentId !== undefined && parentId !== null && !isPublicId(parentId))
    throw requestInvalid('parentId', 'an id or null', parentId)
  if (after !== undefined && !isPublicId(after)) throw requestInvalid('after', 'the cursor of a page', after)
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw requestInvalid('limit', `1 to ${maxLimit}`, limit)
  return { limit, ...(parentId !== undefined && { parentId }), ...(after !== undefined && { after }) }
}
