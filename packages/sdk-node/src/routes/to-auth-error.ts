import { AuthError } from '../model/auth-error.ts'

/** What was thrown as the one error there is; INTERNAL for what nobody expected. */
export function toAuthError(thrown: unknown): AuthError {
  return thrown instanceof AuthError ? thrown : new AuthError('INTERNAL', describe(thrown), { cause: thrown })
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
}
