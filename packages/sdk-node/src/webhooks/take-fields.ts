import type { AuthError } from '../model/auth-error.ts'

/** Makes the error of one field. */
export type Refuse = (name: string, wanted: string, got: unknown) => AuthError

/**
 * The fields of what a caller gave. A field that is undefined counts as left out.
 *
 * @throws AuthError as `refuse` makes it, for what is no plain object, and for a field that nobody knows: a misspelt one would
 *   otherwise silently not count
 */
export function takeFields(
  given: unknown,
  { name, known, refuse }: { readonly name: string; readonly known: readonly string[]; readonly refuse: Refuse },
): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refuse(name, 'an object', given)
  const fields = Object.entries(given).filter(([, value]) => value !== undefined)
  const unknown = fields.find(([field]) => !known.includes(field))
  if (unknown !== undefined) throw refuse(name, `only ${known.join(', ')}`, unknown[0])
  return Object.fromEntries(fields)
}
