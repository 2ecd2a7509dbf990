import { AuthError } from '../../model/auth-error.ts'

/** A key is part of an index, and PostgreSQL's index rows are at most 2704 bytes. */
const maxKeyBytes = 1024

/** NUL and halves of surrogate pairs: PostgreSQL refuses the one, UTF-8 turns all of the other into one character. */
const unstorable = /\0|\p{Surrogate}/u

/** A `bigint` column as a date: pg gives text, because not every bigint is a number. Ours are. */
export function toDate(epochMs: number | string): Date {
  return new Date(Number(epochMs))
}

/** False for text that no row can hold as it is: whoever looks for it finds nothing. */
export function isKey(text: string): boolean {
  return !unstorable.test(text) && Buffer.byteLength(text) <= maxKeyBytes
}

/**
 * Two keys that differ must never meet in one row.
 *
 * @throws AuthError REQUEST_INVALID
 */
export function checkKey(name: string, text: string): void {
  if (!isKey(text))
    throw new AuthError(
      'REQUEST_INVALID',
      `${name}: wanted at most ${maxKeyBytes} bytes without NUL and lone surrogates, got ${JSON.stringify(text).slice(0, 100)}`,
    )
}

/** A name for people to read: half an emoji in it is no reason to refuse the person. */
export function toStorable(text: string | null): string | null {
  return text?.replaceAll(new RegExp(unstorable, 'gu'), '\uFFFD') ?? null
}
