import { readCursorText } from '../model/cursor-text.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'

const maxLimit = 1000
const defaultLimit = 100

/** @throws AuthError REQUEST_INVALID */
export function parseLimit(value: unknown = defaultLimit): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxLimit) return value
  throw toRequestInvalid('limit', `1 to ${maxLimit}`, value)
}

/**
 * Where a list goes on; null: from its beginning. It grants nothing: whoever makes a cursor up only reads on from elsewhere in a
 * list they may read.
 *
 * @param list says which one: a cursor of another is refused.
 * @param isPlace judges what follows the list's name.
 * @throws AuthError REQUEST_INVALID
 */
export function parseAfter<P extends readonly unknown[]>(
  value: unknown,
  list: readonly string[],
  isPlace: (rest: readonly unknown[]) => rest is P,
): P | null {
  if (value === undefined) return null
  const parts = typeof value === 'string' ? readCursorText(value) : []
  const rest = parts.slice(list.length)
  if (list.every((part, index) => part === parts[index]) && isPlace(rest)) return rest
  throw toRequestInvalid('after', 'a cursor that this list answered', value)
}
