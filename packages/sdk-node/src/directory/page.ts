import { readCursorText, toCursorText } from '../model/cursor-text.ts'
import { invalid, isId, type ParseValue } from './parse-values.ts'

/** Where a page begins, and how long it may be. */
export interface PageRequest {
  /** Id of the last one of the page before. */
  readonly after?: string
  readonly limit: number
}

const maxLimit = 1000
const defaultLimit = 100

export function parseLimit(value: unknown, name: string): number {
  const isLimit = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxLimit
  if (!isLimit) throw invalid(name, `1 to ${maxLimit}`, value)
  return value
}

/**
 * Reads cursors of one list. They grant nothing: whoever makes one up only reads on from elsewhere in a list they may read.
 *
 * @param list says which one: a cursor of another is refused.
 */
export function toCursorParser(list: readonly string[]): ParseValue<string> {
  return (value, name) => {
    const place = typeof value === 'string' ? readCursorText(value) : []
    const isOurs = place.length === list.length + 1 && list.every((part, index) => part === place[index])
    const last = place.at(-1)
    if (!isOurs || !isId(last)) throw invalid(name, 'a cursor that this list answered', value)
    return last
  }
}

/** @param query parsed; what the store is asked for is one more, to know whether there is more. */
export function toPageRequest({ after, limit = defaultLimit }: Partial<PageRequest>): PageRequest {
  return { limit: limit + 1, ...(after !== undefined && { after }) }
}

/** A page and the cursor of the next one; null: it was the last. */
export function cutPage<T>(
  found: readonly T[],
  { limit }: PageRequest,
  list: readonly string[],
  idOf: (item: T) => string,
): { readonly items: readonly T[]; readonly cursor: string | null } {
  const items = found.slice(0, limit - 1)
  const last = items.at(-1)
  return { items, cursor: found.length < limit || last === undefined ? null : toCursorText([...list, idOf(last)]) }
}
