import { encryptAssertion } from '../saml-idp/encrypt-assertion.ts'
import { renderAssertion } from '../saml-idp/render-assertion.ts'
import { renderResponse } from '../saml-idp/render-response.ts'
import type { Drafts } from '../saml-idp/response-draft.ts'
import { signElement } from '../saml-idp/sign-element.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { signatureMethods } from '../saml-idp/signature-methods.ts'
import { applyDeviation } from './saml-deviation.ts'
import type { SamlDeviation } from './saml-deviation.ts'

/** Writes the drafts down as an honest IdP does, with the deviation's hand in each step. */
export async function sealDeviatingResponse(
  drafts: Drafts,
  key: SigningKey,
  deviation: SamlDeviation,
): Promise<string> {
  const { sign = 'both', method = signatureMethods['rsa-sha256'], encrypt } = deviation
  const { response, assertion } = applyDeviation(drafts, deviation)
  const edit = (text: string, hand: ((text: string) => string) | undefined): string => hand?.(text) ?? text
  const signIf = (text: string, part: 'assertion' | 'response'): string =>
    sign === 'both' || sign === part ? signElement(text, deviation.key ?? key, method) : text

  const signed = signIf(edit(renderAssertion(assertion), deviation.editAssertion), 'assertion')
  const plain = edit(signed, deviation.tamperAssertion)
  const content = encrypt
    ? await encryptAssertion(plain, encrypt.certificate, encrypt.algorithm ?? 'aes256-gcm')
    : plain
  const envelope = edit(renderResponse(response, content), deviation.editResponse)
  return edit(signIf(envelope, 'response'), deviation.tamper)
}
