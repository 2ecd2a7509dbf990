import { AuthError } from '../model/auth-error.ts'
import type { Json } from '../model/json.ts'
import { countTerms } from './count-terms.ts'
import type { Filter } from './filter.ts'

/** Characters that are looked at, or what takes as long. */
const maxEffort = 64_000_000
/** Of looking for one value among others. */
const perElement = 8

/**
 * Adds up what the operations of one request have to look at. Each alone is small; but a thousand may ask hundreds of long values, again and
 * again.
 *
 * @throws AuthError SCIM_TOO_MANY
 */
export function createEffort(): (elements: readonly Json[], filter: Filter | null) => void {
  const lengths = new WeakMap<object, number>()
  const measure = (element: Json): number => {
    if (typeof element !== 'object' || element === null) return String(element).length
    const length = lengths.get(element) ?? JSON.stringify(element).length
    lengths.set(element, length)
    return length
  }
  let effort = 0
  return (elements, filter) => {
    const characters = filter === null ? 0 : elements.reduce<number>((sum, element) => sum + measure(element), 0)
    effort += filter === null ? elements.length * perElement : characters * countTerms(filter)
    if (effort > maxEffort)
      throw new AuthError('SCIM_TOO_MANY', 'wanted operations that look at less, got too many on too many values')
  }
}
