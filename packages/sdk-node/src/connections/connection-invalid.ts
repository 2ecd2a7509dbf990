import { AuthError } from '../model/auth-error.ts'

/** The one answer to settings that cannot be taken. The problems are for whoever gave them, and hold no secret. */
export function connectionInvalid(...problems: readonly string[]): AuthError {
  return new AuthError('CONNECTION_INVALID', problems.join('; '))
}
