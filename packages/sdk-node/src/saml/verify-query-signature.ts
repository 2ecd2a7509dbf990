import type { SamlConnection } from '../model/connection.ts'
import { decodeBase64 } from './decode-base64.ts'
import type { QuerySignature } from './read-logout-query.ts'
import { responseInvalid } from './response-invalid.ts'
import { getSignatureAlgorithm, isSignedBy } from './signature-algorithms.ts'

/**
 * Proves a signature of the redirect binding with one of the connection's keys, by the same algorithms as a response.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 * @see saml-bindings-2.0-os, section 3.4.4.1
 */
export function verifyQuerySignature(
  { algorithm, value, signedText }: QuerySignature,
  { certificates, insecureAllowSha1 }: Pick<SamlConnection, 'certificates' | 'insecureAllowSha1'>,
): void {
  const known = getSignatureAlgorithm(algorithm, insecureAllowSha1)
  const signature = decodeBase64(value, 'Signature')
  const isSigned = (text: string): boolean =>
    certificates.some(({ publicKey }) => isSignedBy(publicKey, known, Buffer.from(text), signature))
  if (listSpellings(signedText).some(isSigned)) return
  throw responseInvalid(`signature: made by none of the ${certificates.length} certificates of the connection`)
}

/**
 * As it came; and as it was, where the sender had an apostrophe, which browsers write in another way: it means the same.
 *
 * @see WHATWG URL, special-query percent-encode set
 */
function listSpellings(text: string): readonly string[] {
  return text.includes('%27') ? [text, text.replaceAll('%27', "'")] : [text]
}
