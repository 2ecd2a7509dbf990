import { responseInvalid } from './response-invalid.ts'

/** @throws AuthError SAML_RESPONSE_INVALID when the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw responseInvalid(`${what}: wanted UTF-8, got other bytes`)
  }
}
