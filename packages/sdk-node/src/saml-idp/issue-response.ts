import { AuthError } from '../model/auth-error.ts'
import { draftResponse } from './draft-response.ts'
import type { IssueResponseOptions } from './issue-response-options.ts'
import { pickSignatureMethod } from './pick-signature-method.ts'
import { sealResponse } from './seal-response.ts'

/**
 * Issues a signed Response with one Assertion, ready for the HTTP-POST binding after `encodeResponse`.
 *
 * @throws AuthError CONFIG_INVALID when the key does not fit the algorithm or the NameID is blank.
 * @see saml-profiles-2.0-os, section 4.1.4.2
 */
export async function issueResponse(options: IssueResponseOptions): Promise<string> {
  const { idp, sp, sign = 'both' } = options
  if (options.subject.nameId.trim() === '')
    throw new AuthError('CONFIG_INVALID', 'subject.nameId: wanted a name, got blank')
  if (options.encryption !== undefined && sp.encryptionCertificate === undefined) {
    throw new AuthError('CONFIG_INVALID', `encryption ${options.encryption}: wanted sp.encryptionCertificate, got none`)
  }
  return sealResponse(draftResponse(options), {
    key: idp,
    method: pickSignatureMethod(idp.privateKey, options.signatureAlgorithm),
    sign,
    encryption:
      sp.encryptionCertificate === undefined
        ? null
        : { certificate: sp.encryptionCertificate, algorithm: options.encryption ?? 'aes256-gcm' },
  })
}
