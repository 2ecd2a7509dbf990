import type { Filter } from './filter.ts'

/** A question that an index of the directory answers. */
export interface Lookup {
  readonly by: 'id' | 'userName' | 'externalId' | 'emails.value' | 'displayName' | 'members.value'
  readonly value: string
}

/** In the order in which they narrow a list down. */
const indexed = {
  User: ['id', 'externalId', 'userName', 'emails.value'],
  Group: ['id', 'externalId', 'displayName', 'members.value'],
} as const satisfies Record<string, readonly Lookup['by'][]>

/**
 * The lookups whose answers together hold everything that a filter can match; null: there are none, everything has to be looked at.
 * What they find still has to match the filter.
 */
export function findLookups(filter: Filter, resource: 'User' | 'Group'): readonly Lookup[] | null {
  switch (filter.type) {
    case 'compare':
      return filter.op === 'eq' ? toLookups(filter.path.name, filter.value, resource) : null
    case 'valuePath':
      return findInElement(filter.path.name, filter.filter, resource)
    case 'and':
      return findBest(filter.filters.map((each) => findLookups(each, resource)))
    case 'or':
      return findAll(filter.filters.map((each) => findLookups(each, resource)))
    case 'not':
    case 'present':
      return null
  }
}

function toLookups(name: string, value: unknown, resource: 'User' | 'Group'): readonly Lookup[] | null {
  const by = indexed[resource].find((each) => each === name)
  return by === undefined || typeof value !== 'string' ? null : [{ by, value }]
}

/** `emails[type eq "work" and value eq "ana@acme.test"]`: only the value has an index. */
function findInElement(name: string, inner: Filter, resource: 'User' | 'Group'): readonly Lookup[] | null {
  if (inner.type === 'compare')
    return inner.op === 'eq' && inner.path.name === 'value' ? toLookups(`${name}.value`, inner.value, resource) : null
  if (inner.type === 'and') return findBest(inner.filters.map((each) => findInElement(name, each, resource)))
  return inner.type === 'or' ? findAll(inner.filters.map((each) => findInElement(name, each, resource))) : null
}

type Found = readonly (readonly Lookup[] | null)[]

/** Every one of them holds all: the shortest is taken, of equals the one that was written first. */
function findBest(found: Found): readonly Lookup[] | null {
  let best: readonly Lookup[] | null = null
  for (const each of found) if (each !== null && (best === null || each.length < best.length)) best = each
  return best
}

/** All of them together, if each has any. */
function findAll(found: Found): readonly Lookup[] | null {
  return found.includes(null) ? null : found.flatMap((each) => each ?? [])
}
