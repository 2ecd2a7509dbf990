import { inflateRawSync } from 'node:zlib'
import { decodeBase64 } from './decode-base64.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { logoutInvalid } from './logout-invalid.ts'

/** A signed one with certificates and encrypted names has 12 KiB. */
const maxBytes = 64 * 1024

/** Base64 grows by a third; the rest is for line breaks. */
const maxCharacters = Math.ceil(maxBytes * 1.4)

/**
 * The XML of a logout message. Nothing is inflated past the limit.
 *
 * @throws AuthError SAML_LOGOUT_INVALID, SAML_RESPONSE_INVALID
 */
export function decodeLogout(message: string, binding: 'redirect' | 'post'): string {
  if (message.length > maxCharacters)
    throw logoutInvalid(`message: wanted at most ${maxCharacters} characters, got ${message.length}`)
  if (message.includes(' ')) throw logoutInvalid('message: wanted base64, got a space; was + left unescaped?')
  const bytes = decodeBase64(message, 'message')
  const plain = binding === 'redirect' ? inflate(bytes) : bytes
  if (plain.length > maxBytes) throw logoutInvalid(`message: wanted at most ${maxBytes} bytes, got ${plain.length}`)
  return decodeUtf8(plain, 'message')
}

/** @see saml-bindings-2.0-os, section 3.4.4.1 */
function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    const got = cause instanceof RangeError ? `more than ${maxBytes} bytes` : 'something else'
    throw logoutInvalid(`message: wanted DEFLATE data, got ${got}`, { cause })
  }
}
