import type { SignatureMethod } from './signature-methods.ts'
import { createSignedXml } from './signed-xml.ts'
import { uris } from './uris.ts'

/** Who signs: both PEM. The certificate travels in the KeyInfo. */
export interface SigningKey {
  readonly privateKey: string
  readonly certificate: string
}

const afterIssuer = `/*/*[local-name(.)='Issuer' and namespace-uri(.)='${uris.assertion}']`

/**
 * Signs the root element of `xml` (enveloped, exclusive C14N) and puts the signature right after its Issuer.
 *
 * @see saml-core-2.0-os, section 5.4
 */
export function signElement(xml: string, key: SigningKey, method: SignatureMethod): string {
  const engine = createSignedXml([method])
  engine.privateKey = key.privateKey
  engine.publicCert = key.certificate
  engine.signatureAlgorithm = method.uri
  engine.addReference({
    xpath: '/*',
    digestAlgorithm: method.digestUri,
    transforms: [uris.enveloped, uris.exclusiveC14n],
  })
  engine.computeSignature(xml, { prefix: 'ds', location: { reference: afterIssuer, action: 'after' } })
  return engine.getSignedXml()
}
