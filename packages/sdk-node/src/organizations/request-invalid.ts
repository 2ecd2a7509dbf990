import { AuthError } from '../model/auth-error.ts'

/** What was wanted of a value, and what came. */
export function requestInvalid(name: string, wanted: string, got: unknown): AuthError {
  return new AuthError('REQUEST_INVALID', `${name}: wanted ${wanted}, got ${describeValue(got)}`)
}

/** A value as a message may hold it: short, on one line. Of what is no plain value only its kind. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value)
}
