import { logoutInvalid } from './logout-invalid.ts'

/** The standard has 80; those who put an address there need more. */
const maxBytes = 1024

/** What we are to send back. @throws AuthError SAML_LOGOUT_INVALID */
export function checkRelayState(relayState: string | null): string | null {
  const bytes = Buffer.byteLength(relayState ?? '')
  if (bytes <= maxBytes) return relayState
  throw logoutInvalid(`RelayState: wanted at most ${maxBytes} bytes, got ${bytes}`)
}
