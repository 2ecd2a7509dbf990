import { AuthError } from '../model/auth-error.ts'

/** What was wanted of a value and what kind came; not the value: it may be personal. */
export function toValueInvalid(where: string, wanted: string, got: unknown): AuthError {
  return new AuthError('SCIM_VALUE_INVALID', `${where.slice(0, 200)}: wanted ${wanted}, got ${toKind(got)}`)
}

function toKind(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return value === '' ? 'an empty string' : `a string of ${value.length} characters`
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
