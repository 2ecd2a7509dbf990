import type { KeyObject } from 'node:crypto'
import { namespaces, uris } from './saml-uris.ts'

/** How we sign. */
export const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/**
 * Signs the root of a message of ours (enveloped, exclusive C14N) and puts the signature right after its Issuer.
 *
 * @see saml-core-2.0-os, section 5.4
 */
export async function signMessage(xml: string, key: KeyObject, certificate: string): Promise<string> {
  const { SignedXml } = await import('xml-crypto')
  const engine = new SignedXml({
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }),
    publicCert: certificate,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: uris.exclusiveC14n,
  })
  engine.addReference({
    xpath: '/*',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [uris.envelopedSignature, uris.exclusiveC14n],
  })
  const reference = `/*/*[local-name(.)='Issuer' and namespace-uri(.)='${namespaces.saml}']`
  engine.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } })
  return engine.getSignedXml()
}
