import type { Filter } from './filter.ts'

/** True when a filter looks at that attribute, which is not in what a client sent: `groups`, `members`. */
export function mentions(filter: Filter, name: string): boolean {
  switch (filter.type) {
    case 'and':
    case 'or':
      return filter.filters.some((each) => mentions(each, name))
    case 'not':
      return mentions(filter.filter, name)
    case 'compare':
    case 'present':
    case 'valuePath':
      return isAt(filter.path.name, name)
  }
}

/**
 * The members that a filter asks for by their id, where knowing whether these are inside decides it; null: all members have to be known.
 */
export function findMentionedMembers(filter: Filter): readonly string[] | null {
  switch (filter.type) {
    case 'and':
    case 'or':
      return join(filter.filters.map(findMentionedMembers))
    case 'not':
      return findMentionedMembers(filter.filter)
    case 'compare':
      if (!isAt(filter.path.name, 'members')) return []
      return filter.op === 'eq' && filter.path.name === 'members.value' && typeof filter.value === 'string'
        ? [filter.value]
        : null
    case 'present':
      return isAt(filter.path.name, 'members') ? null : []
    case 'valuePath':
      return isAt(filter.path.name, 'members') ? findElementId(filter.filter) : []
  }
}

/** Only the element of that id can match. */
function findElementId(inner: Filter): readonly string[] | null {
  if (inner.type === 'and') return inner.filters.map(findElementId).find((ids) => ids !== null) ?? null
  const isId = inner.type === 'compare' && inner.op === 'eq' && inner.path.name === 'value'
  return isId && typeof inner.value === 'string' ? [inner.value] : null
}

function join(found: readonly (readonly string[] | null)[]): readonly string[] | null {
  return found.includes(null) ? null : [...new Set(found.flatMap((ids) => ids ?? []))]
}

const isAt = (path: string, name: string): boolean => path === name || path.startsWith(`${name}.`)
