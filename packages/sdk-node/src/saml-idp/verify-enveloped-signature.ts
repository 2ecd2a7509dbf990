import { DOMParser } from '@xmldom/xmldom'
import { AuthError } from '../model/auth-error.ts'
import { checkSignatureForm } from './check-signature-form.ts'
import { readCertificate } from './read-certificate.ts'
import { readRequestElement } from './read-authn-request.ts'
import { signatureMethods } from './signature-methods.ts'
import { createSignedXml } from './signed-xml.ts'
import { uris } from './uris.ts'

/**
 * Proves the signature inside a request.
 *
 * @returns the signed bytes in canonical form: nothing else of the document may be read.
 * @see saml-core-2.0-os, section 5.4
 */
export function verifyEnvelopedSignature(xml: string, certificates: readonly string[]): string {
  const { keyType } = checkSignatureForm(readRequestElement(xml))
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const [signature] = Array.from(document.getElementsByTagNameNS(uris.signature, 'Signature'))
  for (const certificate of certificates) {
    if (readCertificate(certificate).publicKey.asymmetricKeyType !== keyType) continue
    const engine = createSignedXml(Object.values(signatureMethods))
    engine.publicCert = certificate
    engine.loadSignature(signature as never)
    const [signed] = isVerified(engine, xml) ? engine.getSignedReferences() : []
    if (signed !== undefined) return signed
  }
  throw new AuthError(
    'REQUEST_INVALID',
    `Signature: wanted one by ${certificates.length} known certificates, got another`,
  )
}

/** xml-crypto throws for a wrong signature value and answers false for a wrong digest. */
function isVerified(engine: ReturnType<typeof createSignedXml>, xml: string): boolean {
  try {
    return engine.checkSignature(xml)
  } catch {
    return false
  }
}
