import { checkRelayState } from './check-relay-state.ts'
import { logoutInvalid } from './logout-invalid.ts'

/** A message of the POST binding, nothing of it verified. */
export interface LogoutForm {
  readonly name: 'SAMLRequest' | 'SAMLResponse'
  /** Base64 of XML. */
  readonly message: string
  readonly relayState: string | null
}

/** @throws AuthError SAML_LOGOUT_INVALID @see saml-bindings-2.0-os, section 3.5.4 */
export function readLogoutForm(form: URLSearchParams): LogoutForm {
  const found = (['SAMLRequest', 'SAMLResponse'] as const).flatMap((name) =>
    form.getAll(name).map((message) => ({ name, message })),
  )
  const [one] = found
  if (one === undefined || found.length > 1)
    throw logoutInvalid(`form: wanted one SAMLRequest or SAMLResponse, got ${found.length}`)
  const states = form.getAll('RelayState')
  if (states.length > 1) throw logoutInvalid(`form: wanted one RelayState, got ${states.length}`)
  return { ...one, relayState: checkRelayState(states[0] ?? null) }
}
