import { AuthError } from '../model/auth-error.ts'
import { listReferences, replaceReferences } from './bulk-references.ts'
import type { BulkOperation } from './parse-bulk.ts'
import type { ScimRequest } from './scim-request.ts'

/** What a part of a Bulk request is, beyond what it has from the whole. */
export type BulkPart = Pick<ScimRequest, 'method' | 'path' | 'query' | 'ifMatch' | 'ifNoneMatch' | 'body'>

/**
 * An operation as a request of its own.
 *
 * @param ids of what was made so far, by `bulkId`
 * @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID, SCIM_PATH_INVALID
 */
export function toBulkPart(operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkPart {
  const { method, version, bulkId } = operation
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    throw new AuthError(
      'SCIM_SYNTAX_INVALID',
      `method: wanted POST, PUT, PATCH or DELETE, got '${method.slice(0, 20)}'`,
    )
  if (method === 'POST' && bulkId === null)
    throw new AuthError('SCIM_SYNTAX_INVALID', 'bulkId: wanted one for a POST, got none')
  const unknown = listReferences(operation).find((reference) => !ids.has(reference))
  if (unknown !== undefined)
    throw new AuthError('SCIM_VALUE_INVALID', `wanted a bulkId of a POST that succeeded, got '${unknown.slice(0, 80)}'`)
  const { path, data } = replaceReferences(operation, (reference) => ids.get(reference) ?? reference)
  const segments = /^\/(?:Users|Groups)(?:\/[^/?#]+)?$/.test(path) ? path.slice(1).split('/') : null
  if (segments === null || segments[1] === '.search')
    throw new AuthError('SCIM_PATH_INVALID', `path: wanted /Users, /Groups or an id below, got '${path.slice(0, 100)}'`)
  return {
    method,
    path: segments,
    query: new URLSearchParams(),
    ifMatch: version,
    ifNoneMatch: null,
    body: async () => data,
  }
}
