import { createHash, sign } from 'node:crypto'
import { SignedXml } from 'xml-crypto'

/** How {@link signXml} signs: everything an identity provider may choose. */
export interface SignXmlOptions {
  readonly privateKey: string
  readonly certificate?: string
  /** @default RSA-SHA256 */
  readonly signatureMethod?: string
  /** Makes the value. @default RSA with SHA-256 */
  readonly sign?: (data: Buffer, privateKey: string) => Buffer
  /** @default SHA-256 */
  readonly digestMethod?: string
  readonly digest?: string
  /** @default exclusive */
  readonly canonicalization?: string
  /** @default the enveloped signature, then exclusive */
  readonly transforms?: readonly string[]
  readonly inclusivePrefixes?: readonly string[]
  /** Changes the SignedInfo before it is signed. */
  readonly editSignedInfo?: (signedInfo: string) => string
  /** Which element is signed. @default the root */
  readonly xpath?: string
}

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** Signs an element that has an ID, with any algorithm, and puts the signature after its Issuer. */
export function signXml(xml: string, options: SignXmlOptions): string {
  const signatureMethod = options.signatureMethod ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
  const digestMethod = options.digestMethod ?? 'http://www.w3.org/2001/04/xmlenc#sha256'
  const engine = new SignedXml({ canonicalizationAlgorithm: options.canonicalization ?? exclusive })
  engine.privateKey = options.privateKey
  if (options.certificate !== undefined) engine.publicCert = options.certificate
  engine.signatureAlgorithm = signatureMethod
  const edit = options.editSignedInfo ?? ((text: string): string => text)
  const makeValue = options.sign ?? ((data, key) => sign('sha256', data, key))
  engine.SignatureAlgorithms = {
    [signatureMethod]: class {
      getAlgorithmName = (): string => signatureMethod
      getSignature = (data: unknown, key: unknown): string =>
        makeValue(Buffer.from(edit(String(data))), String(key)).toString('base64')
      verifySignature = (): boolean => false
    },
  }
  engine.HashAlgorithms = {
    [digestMethod]: class {
      getAlgorithmName = (): string => digestMethod
      getHash = (text: string): string =>
        createHash(options.digest ?? 'sha256')
          .update(text)
          .digest('base64')
    },
  }
  const xpath = options.xpath ?? '/*'
  engine.addReference({
    xpath,
    digestAlgorithm: digestMethod,
    transforms: [...(options.transforms ?? ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive])],
    inclusiveNamespacesPrefixList: [...(options.inclusivePrefixes ?? [])],
  })
  const location = { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } as const
  engine.computeSignature(xml, { prefix: 'ds', location })
  return engine.getSignedXml().replace(/<ds:SignedInfo>.*?<\/ds:SignedInfo>/s, (signedInfo) => edit(signedInfo))
}
