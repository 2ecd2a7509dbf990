import { createHash, sign, verify } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { HashAlgorithm, SignatureAlgorithm } from 'xml-crypto'
import type { SignatureMethod } from './signature-methods.ts'
import { uris } from './uris.ts'

/**
 * An xml-crypto engine that knows exactly the given methods: its own list holds SHA-1 and lacks SHA-384 and ECDSA.
 */
export function createSignedXml(methods: readonly SignatureMethod[]): SignedXml {
  const engine = new SignedXml({ canonicalizationAlgorithm: uris.exclusiveC14n })
  engine.SignatureAlgorithms = Object.fromEntries(methods.map((method) => [method.uri, toSignatureAlgorithm(method)]))
  engine.HashAlgorithms = Object.fromEntries(methods.map((method) => [method.digestUri, toHashAlgorithm(method)]))
  return engine
}

/** ECDSA values are r and s side by side (RFC 9231, section 2.3.6), not the DER that node:crypto makes by default. */
const dsaEncoding = 'ieee-p1363'

function toSignatureAlgorithm({ uri, hash }: SignatureMethod): new () => SignatureAlgorithm {
  return class {
    getAlgorithmName(): string {
      return uri
    }
    getSignature(signedInfo: unknown, privateKey: unknown): string {
      return sign(hash, Buffer.from(String(signedInfo)), { key: String(privateKey), dsaEncoding }).toString('base64')
    }
    verifySignature(material: string, key: unknown, signature: string): boolean {
      return verify(hash, Buffer.from(material), { key: String(key), dsaEncoding }, Buffer.from(signature, 'base64'))
    }
  }
}

function toHashAlgorithm({ digestUri, digestHash }: SignatureMethod): new () => HashAlgorithm {
  return class {
    getAlgorithmName(): string {
      return digestUri
    }
    getHash(xml: string): string {
      return createHash(digestHash).update(xml, 'utf8').digest('base64')
    }
  }
}
