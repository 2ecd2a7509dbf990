import { AuthError } from '../model/auth-error.ts'
import { maxBulkOperations } from './bulk-limits.ts'

/** One of the operations of a Bulk request. What is wrong with one alone is found out when it is run. */
export interface BulkOperation {
  /** Upper case. */
  readonly method: string
  readonly path: string
  /** How others refer to what a POST makes; null: not at all. */
  readonly bulkId: string | null
  /** Entity tag that the resource must have; null: any. */
  readonly version: string | null
  readonly data: unknown
}

/** A Bulk request. @see RFC 7644, section 3.7 */
export interface BulkRequest {
  /** After so many errors it ends; null: never. */
  readonly failOnErrors: number | null
  readonly operations: readonly BulkOperation[]
}

const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

/** @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID, REQUEST_TOO_LARGE */
export function parseBulk(body: unknown): BulkRequest {
  const fields = toFields(body, 'a BulkRequest')
  const schemas = fields.get('schemas')
  if (!Array.isArray(schemas) || !schemas.includes(bulkRequest))
    throw new AuthError('SCIM_SYNTAX_INVALID', `schemas: wanted ['${bulkRequest}'], got something else`)
  const operations = fields.get('operations')
  if (!Array.isArray(operations))
    throw new AuthError('SCIM_SYNTAX_INVALID', 'Operations: wanted a list, got something else')
  if (operations.length > maxBulkOperations)
    throw new AuthError(
      'REQUEST_TOO_LARGE',
      `Operations: wanted at most maxOperations (${maxBulkOperations}), got ${operations.length}`,
    )
  const parsed = operations.map((operation, index) => parseOperation(operation, `Operations[${index}]`))
  checkUnique(parsed)
  return { failOnErrors: parseFailOnErrors(fields.get('failonerrors')), operations: parsed }
}

function parseOperation(given: unknown, name: string): BulkOperation {
  const fields = toFields(given, `${name}: an object`)
  const text = (field: string): string | null => {
    const value = fields.get(field.toLowerCase()) ?? null
    if (value === null || typeof value === 'string') return value
    throw new AuthError('SCIM_SYNTAX_INVALID', `${name}.${field}: wanted text, got ${typeof value}`)
  }
  const [method, path] = [text('method'), text('path')]
  if (method === null || path === null)
    throw new AuthError('SCIM_SYNTAX_INVALID', `${name}: wanted a method and a path, got none`)
  return {
    method: method.toUpperCase(),
    path,
    bulkId: text('bulkId'),
    version: text('version'),
    data: fields.get('data') ?? null,
  }
}

/** By lower-case name. */
function toFields(value: unknown, wanted: string): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AuthError('SCIM_SYNTAX_INVALID', `wanted ${wanted}, got something else`)
  return new Map(Object.entries(value).map(([name, field]) => [name.toLowerCase(), field as unknown]))
}

function parseFailOnErrors(value: unknown): number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value
  throw new AuthError('SCIM_VALUE_INVALID', 'failOnErrors: wanted a whole number from 1, got something else')
}

function checkUnique(operations: readonly BulkOperation[]): void {
  const seen = new Set<string>()
  for (const { method, bulkId } of operations) {
    if (method !== 'POST' || bulkId === null) continue
    if (seen.has(bulkId))
      throw new AuthError('SCIM_VALUE_INVALID', `bulkId: wanted each once, got '${bulkId.slice(0, 80)}' twice`)
    seen.add(bulkId)
  }
}
