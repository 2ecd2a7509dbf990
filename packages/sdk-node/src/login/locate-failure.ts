import { AuthError, type FailureContext } from '../model/auth-error.ts'

/** The same failure, saying where it happened. */
export function locateFailure(error: unknown, context: FailureContext): unknown {
  if (!(error instanceof AuthError)) return error
  return new AuthError(error.code, error.detail, { cause: error, context: { ...context, ...error.context } })
}
