import { requestInvalid } from './request-invalid.ts'

/**
 * The fields of what a caller gave. A field that is undefined counts as left out.
 *
 * @throws AuthError REQUEST_INVALID for what is no plain object, and for a field that nobody knows: a misspelt setting would
 *   otherwise silently not be set
 */
export function takeFields(given: unknown, name: string, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw requestInvalid(name, 'an object', given)
  const fields = Object.entries(given).filter(([, value]) => value !== undefined)
  const unknown = fields.find(([field]) => !known.includes(field))
  if (unknown !== undefined) throw requestInvalid(name, `only ${known.join(', ')}`, unknown[0])
  return Object.fromEntries(fields)
}
