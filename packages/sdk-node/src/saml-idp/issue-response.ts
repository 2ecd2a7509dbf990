import { AuthError } from '../model/auth-error.ts'
import { XmlError } from '../xml/xml-error.ts'
import { draftResponse } from './draft-response.ts'
import type { IssueResponseOptions } from './issue-response-options.ts'
import { pickSignatureMethod } from './pick-signature-method.ts'
import { sealResponse } from './seal-response.ts'
import type { Seal } from './seal-response.ts'

/**
 * Issues a signed Response with one Assertion, ready for the HTTP-POST binding after `encodeResponse`.
 *
 * @throws AuthError CONFIG_INVALID when the key does not fit the algorithm, the NameID is blank, or a value holds a
 *   character that XML cannot carry.
 * @see saml-profiles-2.0-os, section 4.1.4.2
 */
export async function issueResponse(options: IssueResponseOptions): Promise<string> {
  if (options.subject.nameId.trim() === '') {
    throw new AuthError('CONFIG_INVALID', 'subject.nameId: wanted a name, got blank')
  }
  const seal = toSeal(options)
  try {
    return await sealResponse(draftResponse(options), seal)
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause
    throw new AuthError('CONFIG_INVALID', `a value of the response: ${cause.message}`, { cause })
  }
}

function toSeal({ idp, sp, sign = 'both', encryption, signatureAlgorithm }: IssueResponseOptions): Seal {
  const certificate = sp.encryptionCertificate
  if (encryption !== undefined && certificate === undefined) {
    throw new AuthError('CONFIG_INVALID', `encryption ${encryption}: wanted sp.encryptionCertificate, got none`)
  }
  return {
    key: idp,
    method: pickSignatureMethod(idp.privateKey, signatureAlgorithm),
    sign,
    encryption: certificate === undefined ? null : { certificate, algorithm: encryption ?? 'aes256-gcm' },
  }
}
