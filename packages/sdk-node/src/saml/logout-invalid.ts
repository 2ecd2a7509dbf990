import { AuthError } from '../model/auth-error.ts'

/** The one answer to every fault of a logout message: whoever probes us learns nothing from it. The detail is for the log. */
export function logoutInvalid(detail: string, options?: ErrorOptions): AuthError {
  return new AuthError('SAML_LOGOUT_INVALID', detail, options)
}
