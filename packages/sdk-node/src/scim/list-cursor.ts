import { createHash } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import { readCursorText, toCursorText } from '../model/cursor-text.ts'
import type { ListQuery } from './list-query.ts'

/** Where a page ended. */
export interface Place {
  /** Key of the last one. */
  readonly after: string
  /** How many were listed so far. */
  readonly offset: number
  /** How many there are in all, as the first page counted them; null: to be counted again, which costs nothing. */
  readonly total: number | null
}

/** Which list it is: a cursor of another is refused. @param endpoint `Users`, `Groups` or nothing for both */
export function toListMark(endpoint: string, { filter, sortBy, sortOrder }: ListQuery): string {
  if (filter === null && sortBy === null) return endpoint
  return createHash('sha256')
    .update(JSON.stringify([endpoint, filter, sortBy, sortOrder]))
    .digest('base64url')
    .slice(0, 16)
}

/** Cursors grant nothing and never expire: whoever makes one up only reads on from elsewhere in a list they may read. */
export function toCursor(mark: string, { after, offset, total }: Place): string {
  return toCursorText([mark, after, offset, total ?? -1])
}

/**
 * @param cursor not empty
 * @throws AuthError SCIM_CURSOR_INVALID
 * @see RFC 9865, section 2
 */
export function parseCursor(cursor: string, mark: string): Place {
  const [given, after, offset, total] = readCursorText(cursor)
  if (
    given !== mark ||
    typeof after !== 'string' ||
    !/^[\w.:-]{1,130}$/.test(after) ||
    !isCount(offset) ||
    !isTotal(total)
  )
    throw new AuthError(
      'SCIM_CURSOR_INVALID',
      `cursor: wanted the nextCursor of the same list with the same filter and order, got '${cursor.slice(0, 100)}'`,
    )
  return { after, offset, total: total === -1 ? null : total }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isTotal = (value: unknown): value is number => value === -1 || isCount(value)
