import { AuthError } from '../model/auth-error.ts'

/** What was wanted of an endpoint, and what came. */
export function webhookInvalid(name: string, wanted: string, got: unknown): AuthError {
  return new AuthError('WEBHOOK_INVALID', `${name}: wanted ${wanted}, got ${describeValue(got)}`)
}

/** A value as a message may hold it: short, on one line. Of what is no plain value only its kind. */
function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  return typeof value === 'function' || typeof value === 'symbol' ? `a ${typeof value}` : String(value)
}
