import { AuthError } from '../model/auth-error.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { AttributePath } from './filter.ts'
import { findAttribute, findPath, toPath } from './find-attribute.ts'
import { isPrimary } from './normalize-value.ts'
import { isJsonObject, readOwn } from './read-own.ts'
import type { ResourceSchema } from './schema.ts'
import { toInstant } from './to-instant.ts'

type Key = string | number

/**
 * Compares resources as they are shown, for `sort`. Of several values the primary one counts, else the first. What has no value is
 * last when ascending, first when descending.
 *
 * @param attributePath `sortBy` as it came
 * @throws AuthError SCIM_PATH_INVALID
 * @see RFC 7644, section 3.4.2.3
 */
export function compareBy(
  attributePath: string,
  order: 'ascending' | 'descending',
  schema: ResourceSchema,
): (a: JsonObject, b: JsonObject) => number {
  const path = toSortPath(findPath(attributePath.trim(), schema))
  if (path === null)
    throw new AuthError('SCIM_PATH_INVALID', `sortBy: wanted a simple attribute, got '${attributePath.slice(0, 200)}'`)
  const sign = order === 'ascending' ? 1 : -1
  return (a, b) => sign * compareKeys(toKey(path, a), toKey(path, b))
}

function toSortPath(path: AttributePath | null): AttributePath | null {
  if (path === null || path.attribute.returned === 'never') return null
  if (path.sub !== null || path.attribute.type !== 'complex') return path
  const value = findAttribute(path.attribute, 'value')
  return value === null ? null : toPath(path.extension, path.attribute, value)
}

function toKey({ extension, attribute, sub }: AttributePath, resource: JsonObject): Key | null {
  const base = extension === null ? resource : readOwn(resource, extension)
  const found = isJsonObject(base) ? readOwn(base, attribute.name) : null
  const one: Json = Array.isArray(found) ? (found.find(isPrimary) ?? found[0] ?? null) : found
  const value = sub === null ? one : isJsonObject(one) ? readOwn(one, sub.name) : null
  const { type, caseExact } = sub ?? attribute
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') return typeof value === 'number' ? value : null
  if (type === 'dateTime') return toInstant(value)
  return value === '' ? null : caseExact ? value : value.toLowerCase()
}

function compareKeys(a: Key | null, b: Key | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}
