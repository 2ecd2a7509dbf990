import { checkStructure } from './check-structure.ts'
import { decodeResponse } from './decode-response.ts'
import { parseDocument, type SamlDocument } from './saml-document.ts'

/**
 * The response in the form fields, as far as it can be read without trusting it: size and encoding, our strict parser
 * with its budgets, the shape of a Response.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 */
export function readResponse(params: URLSearchParams): SamlDocument {
  const document = parseDocument(decodeResponse(params))
  checkStructure(document.root)
  return document
}
