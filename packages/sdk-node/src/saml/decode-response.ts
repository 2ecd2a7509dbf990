import { decodeBase64 } from './decode-base64.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { responseInvalid } from './response-invalid.ts'

/** A response with 2 000 groups has 230 KiB. */
const maxBytes = 256 * 1024

/** Base64 grows by a third; the rest is for line breaks. */
const maxCharacters = Math.ceil(maxBytes * 1.4)

/**
 * The text in the form field SAMLResponse, decoded before any XML work.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 * @see saml-bindings-2.0-os, section 3.5.4
 */
export function decodeResponse(params: URLSearchParams): string {
  const fields = params.getAll('SAMLResponse')
  const [field] = fields
  if (field === undefined || fields.length > 1) {
    throw responseInvalid(`SAMLResponse: wanted one field, got ${fields.length}`)
  }
  if (field.length > maxCharacters)
    throw responseInvalid(`SAMLResponse: ${field.length} characters, at most ${maxCharacters}`)
  if (field.includes(' ')) throw responseInvalid('SAMLResponse: wanted base64, got a space; was + left unescaped?')
  const bytes = decodeBase64(field, 'SAMLResponse')
  if (bytes.length > maxBytes) throw responseInvalid(`SAMLResponse: ${bytes.length} bytes, at most ${maxBytes}`)
  return decodeUtf8(bytes, 'SAMLResponse')
}
