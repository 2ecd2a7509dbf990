import type { JsonObject } from '../model/json.ts'
import type { Filter } from './filter.ts'

/**
 * What an element must have to match a filter that asks only which one it is: `type eq "work"`, `primary eq true`, or both. Null: the
 * filter asks for something else, and no element can be made up from it.
 */
export function toLabels(filter: Filter): JsonObject | null {
  if (filter.type === 'and') {
    const parts = filter.filters.map(toLabels)
    return parts.some((part) => part === null) ? null : Object.assign({}, ...parts)
  }
  if (filter.type !== 'compare' || filter.op !== 'eq' || filter.value === null) return null
  const { name } = filter.path
  return name === 'type' || name === 'primary' ? { [name]: filter.value } : null
}
