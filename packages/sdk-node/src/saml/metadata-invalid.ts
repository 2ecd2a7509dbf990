import { AuthError } from '../model/auth-error.ts'

/** The one answer to metadata we cannot use. The detail is for the administrator who brought it. */
export function metadataInvalid(detail: string): AuthError {
  return new AuthError('SAML_METADATA_INVALID', detail)
}
