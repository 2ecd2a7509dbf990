import { AuthError } from '../model/auth-error.ts'
import { toPrintable } from '../model/to-printable.ts'

/**
 * Checks what can be checked before asking anyone: every parameter once, `state` ours, no answer of another flow.
 *
 * @throws AuthError OIDC_RESPONSE_INVALID
 * @see RFC 6749, section 4.1.2
 */
export function checkCallback(params: URLSearchParams, loginId: string): void {
  const seen = new Set<string>()
  for (const name of params.keys()) {
    if (seen.has(name)) throw refuse(`wanted each parameter once, got '${toPrintable(name)}' twice`)
    seen.add(name)
  }
  const state = params.get('state')
  if (state !== loginId) throw refuse(`wanted state '${loginId}', got '${toPrintable(state ?? 'none')}'`)
  for (const name of ['response', 'id_token', 'access_token', 'token']) {
    if (seen.has(name)) throw refuse(`wanted the answer of the code flow, got '${name}'`)
  }
}

function refuse(detail: string): AuthError {
  return new AuthError('OIDC_RESPONSE_INVALID', `callback: ${detail}`)
}
