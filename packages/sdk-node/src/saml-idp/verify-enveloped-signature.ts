import { X509Certificate } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import { AuthError } from '../model/auth-error.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { findSignature } from './find-signature.ts'
import { readRequestElement } from './read-authn-request.ts'
import { findSignatureMethod, signatureMethods } from './signature-methods.ts'
import type { SignatureMethod } from './signature-methods.ts'
import { createSignedXml } from './signed-xml.ts'
import { uris } from './uris.ts'

/**
 * Proves the signature inside a request.
 *
 * @returns the signed bytes in canonical form: nothing else of the document may be read.
 * @see saml-core-2.0-os, section 5.4
 */
export function verifyEnvelopedSignature(xml: string, certificates: readonly string[]): string {
  const root = readRequestElement(xml)
  const method = checkSignatureForm(root)
  const document = new DOMParser().parseFromString(xml, 'text/xml')
  const [signature] = Array.from(document.getElementsByTagNameNS(uris.signature, 'Signature'))
  for (const certificate of certificates) {
    if (new X509Certificate(certificate).publicKey.asymmetricKeyType !== method.keyType) continue
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

/** One signature, in its place, over the whole request, with algorithms we know: leaves no room for a second reading. */
function checkSignatureForm(root: XmlElement): SignatureMethod {
  const all = [...walk(root)]
  const signature = findSignature(root)
  const inside = signature === null ? [] : [...walk(signature)]
  const named = (name: string): readonly XmlElement[] =>
    inside.filter((each) => each.name === name && each.namespace === uris.signature)
  const algorithms = (name: string): readonly string[] => named(name).map((each) => getAttribute(each, 'Algorithm'))
  const id = getAttribute(root, 'ID')
  const ids = all.flatMap((each) => each.attributes.filter(({ name }) => /^id$/i.test(name)).map(({ value }) => value))
  const method = findSignatureMethod(algorithms('SignatureMethod').join())

  const rules: readonly (readonly [boolean, string])[] = [
    [signature !== null && root.children.indexOf(signature) === 1, 'one right after Issuer'],
    [all.filter((each) => each.name === 'Signature' && each.namespace === uris.signature).length === 1, 'only one'],
    [named('SignedInfo').length === 1 && named('Object').length === 0, 'one SignedInfo and no Object'],
    [
      named('Reference')
        .map((each) => getAttribute(each, 'URI'))
        .join() === `#${id}`,
      `one Reference, to #${id}`,
    ],
    [ids.filter((each) => each === id).length === 1, 'an ID that stands once'],
    [algorithms('CanonicalizationMethod').join() === uris.exclusiveC14n, 'exclusive C14N'],
    [
      algorithms('Transform').join() === `${uris.enveloped},${uris.exclusiveC14n}`,
      'enveloped and exclusive C14N transforms',
    ],
    [method !== null, 'RSA or ECDSA with SHA-256 or better'],
  ]
  const broken = rules.find(([isKept]) => !isKept)
  if (method !== null && broken === undefined) return method
  throw new AuthError('REQUEST_INVALID', `Signature: wanted ${broken?.[1]}, got another`)
}

function* walk(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* walk(child)
}

function getAttribute(element: XmlElement, name: string): string {
  return element.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value ?? ''
}
