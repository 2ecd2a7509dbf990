import { AuthError } from '../model/auth-error.ts'
import { readCursorText, toCursorText } from '../model/cursor-text.ts'

/** A place in the log of one organization, as text that means nothing to who keeps it. */
export function toCursor(organizationId: string, sequence: number): string {
  return toCursorText([organizationId, sequence])
}

/**
 * The place a cursor stands for. It grants nothing: whoever makes one up only reads on from elsewhere in the log they may read.
 *
 * @throws AuthError REQUEST_INVALID for what is no cursor, and for one of another organization
 */
export function parseCursor(cursor: unknown, organizationId: string): number {
  const [owner, sequence] = typeof cursor === 'string' ? readCursorText(cursor) : []
  if (typeof owner !== 'string' || !Number.isSafeInteger(sequence) || (sequence as number) < 0)
    throw invalid('a cursor of auth.events.list', 'something else')
  if (owner !== organizationId) throw invalid(`a cursor of organization '${organizationId}'`, "another organization's")
  return sequence as number
}

const invalid = (wanted: string, got: string): AuthError =>
  new AuthError('REQUEST_INVALID', `after: wanted ${wanted}, got ${got}`)
