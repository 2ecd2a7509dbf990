import type { Filter } from './filter.ts'

/** How many comparisons a filter asks for. */
export function countTerms(filter: Filter): number {
  switch (filter.type) {
    case 'and':
    case 'or':
      return filter.filters.reduce((count, one) => count + countTerms(one), 0)
    case 'not':
    case 'valuePath':
      return countTerms(filter.filter)
    case 'compare':
    case 'present':
      return 1
  }
}
