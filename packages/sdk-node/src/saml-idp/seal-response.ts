import { encryptAssertion } from './encrypt-assertion.ts'
import type { EncryptionAlgorithm } from './encrypt-assertion.ts'
import { renderAssertion } from './render-assertion.ts'
import { renderResponse } from './render-response.ts'
import type { Drafts } from './response-draft.ts'
import { signElement } from './sign-element.ts'
import type { SigningKey } from './sign-element.ts'
import type { SignatureMethod } from './signature-methods.ts'

/** How a draft becomes a message. */
export interface Seal {
  readonly key: SigningKey
  readonly method: SignatureMethod
  readonly sign: 'assertion' | 'response' | 'both'
  readonly encryption: { readonly certificate: string; readonly algorithm: EncryptionAlgorithm } | null
}

/**
 * Writes the drafts down in the only order that works: the assertion is signed, then encrypted, and the response is
 * signed over the result, so that a service provider can refuse a changed cipher text before it opens it.
 */
export async function sealResponse({ response, assertion }: Drafts, seal: Seal): Promise<string> {
  const { key, method, sign, encryption } = seal
  const plain = renderAssertion(assertion)
  const signed = sign === 'response' ? plain : signElement(plain, key, method)
  const content =
    encryption === null ? signed : await encryptAssertion(signed, encryption.certificate, encryption.algorithm)
  const envelope = renderResponse(response, content)
  return sign === 'assertion' ? envelope : signElement(envelope, key, method)
}
