import { AuthError } from '../../src/model/auth-error.ts'

/** What it throws, which must be an {@link AuthError}. */
export function thrown(work: () => unknown): AuthError {
  try {
    work()
  } catch (error) {
    if (error instanceof AuthError) return error
    throw error
  }
  throw new Error('wanted an AuthError, nothing was thrown')
}
