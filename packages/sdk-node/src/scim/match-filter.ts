import type { Json, JsonObject } from '../model/json.ts'
import { toComparisonKey } from './comparison-key.ts'
import type { AttributePath, CompareOperator, ComparisonKey, Filter } from './filter.ts'
import { isJsonObject, readOwn } from './read-own.ts'

type Comparison = Extract<Filter, { readonly type: 'compare' }>

/**
 * Whether it is what the filter asks for. Of several values one is enough. An attribute without a value is not equal to any.
 *
 * @param resource as it is shown to clients, or one element of a value path
 * @see RFC 7644, section 3.4.2.2
 */
export function matchFilter(filter: Filter, resource: JsonObject): boolean {
  switch (filter.type) {
    case 'and':
      return filter.filters.every((one) => matchFilter(one, resource))
    case 'or':
      return filter.filters.some((one) => matchFilter(one, resource))
    case 'not':
      return !matchFilter(filter.filter, resource)
    case 'present':
      return someValue(filter.path, resource, (value) => !isEmpty(value))
    case 'valuePath':
      return someValue(filter.path, resource, (element) => matchElement(filter.filter, element))
    case 'compare':
      return matchComparison(filter, resource)
  }
}

/** One value of several. A simple one is called `value` in its filter. */
export function matchElement(filter: Filter, element: Json): boolean {
  if (element === null) return false
  return matchFilter(filter, isJsonObject(element) ? element : { value: element })
}

function matchComparison({ path, op, value: wanted, key }: Comparison, resource: JsonObject): boolean {
  if (wanted === null) return someValue(path, resource, isThere) === (op === 'ne')
  const target = path.sub ?? path.attribute
  if (someValue(path, resource, (value) => isThere(value) && isMatch(op, toComparisonKey(target, op, value), key)))
    return true
  return op === 'ne' && !someValue(path, resource, isThere)
}

const isThere = (value: Json): boolean => value === '' || !isEmpty(value)

function isMatch(op: CompareOperator, value: ComparisonKey, wanted: ComparisonKey): boolean {
  if (op === 'ne') return value !== wanted
  if (value === null || wanted === null || typeof value !== typeof wanted) return false
  switch (op) {
    case 'eq':
      return value === wanted
    case 'co':
      return String(value).includes(String(wanted))
    case 'sw':
      return String(value).startsWith(String(wanted))
    case 'ew':
      return String(value).endsWith(String(wanted))
    case 'gt':
      return value > wanted
    case 'ge':
      return value >= wanted
    case 'lt':
      return value < wanted
    case 'le':
      return value <= wanted
  }
}

/** Where there is none, it is asked of null. */
function someValue(
  { extension, attribute, sub }: AttributePath,
  resource: JsonObject,
  isIt: (value: Json) => boolean,
): boolean {
  const base = extension === null ? resource : readOwn(resource, extension)
  const found = isJsonObject(base) ? readOwn(base, attribute.name) : null
  const isPart = (value: Json): boolean =>
    isIt(sub === null ? value : isJsonObject(value) ? readOwn(value, sub.name) : null)
  return isList(found) ? found.some(isPart) : isPart(found)
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** @see RFC 7643, section 2.5 */
function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  if (typeof value !== 'object') return false
  return isList(value) ? value.every(isEmpty) : Object.values(value).every(isEmpty)
}
