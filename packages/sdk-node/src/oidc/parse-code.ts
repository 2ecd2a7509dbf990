import { AuthError } from '../model/auth-error.ts'
import type { ProviderMetadata } from './provider-metadata.ts'
import { toPrintable } from '../model/to-printable.ts'

/** The identity provider's word that it did not sign the person in, rather than that something broke. */
const refusals: ReadonlySet<string> = new Set([
  'access_denied',
  'account_selection_required',
  'consent_required',
  'interaction_required',
  'login_required',
  'unmet_authentication_requirements',
])

/**
 * The authorization code, once it is sure which identity provider answered.
 *
 * @throws AuthError OIDC_RESPONSE_INVALID, LOGIN_REFUSED
 * @see RFC 9207, section 2.4
 */
export function parseCode(params: URLSearchParams, metadata: ProviderMetadata): string {
  const iss = params.get('iss')
  const mayLack = metadata.authorization_response_iss_parameter_supported !== true
  if (iss === null ? !mayLack : iss !== metadata.issuer)
    throw refuse(`wanted iss '${metadata.issuer}', got '${toPrintable(iss ?? 'none')}'`)
  const error = params.get('error')
  if (error !== null) throw toError(error, params.get('error_description'))
  const code = params.get('code')
  if (code === null || code === '') throw refuse('wanted a code, got none')
  return code
}

/** Who wrote the description is not known: it goes to the log only, shortened. */
function toError(error: string, description: string | null): AuthError {
  const said = description === null ? '' : `: ${toPrintable(description)}`
  return new AuthError(
    refusals.has(error) ? 'LOGIN_REFUSED' : 'OIDC_RESPONSE_INVALID',
    `the identity provider answered '${toPrintable(error)}'${said}`,
  )
}

function refuse(detail: string): AuthError {
  return new AuthError('OIDC_RESPONSE_INVALID', `callback: ${detail}`)
}
