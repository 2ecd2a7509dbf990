import { AuthError } from './auth-error.ts'

/** What was wanted of a value that came with a request, and what came. */
export function toRequestInvalid(name: string, wanted: string, got: unknown): AuthError {
  return new AuthError('REQUEST_INVALID', `${name}: wanted ${wanted}, got ${String(JSON.stringify(got)).slice(0, 100)}`)
}
