import { AuthError } from '../model/auth-error.ts'

/**
 * The one answer to every fault of encoding, structure, signature and decryption: whoever probes us must not learn from
 * the answer which step failed. The detail is for the log.
 */
export function responseInvalid(detail: string): AuthError {
  return new AuthError('SAML_RESPONSE_INVALID', detail)
}
