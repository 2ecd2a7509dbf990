import { createHash, timingSafeEqual } from 'node:crypto'
import { DOMImplementation } from '@xmldom/xmldom'
import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto'
import type { IdpCertificate, SamlConnection } from '../model/connection.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import { findNamespaces } from '../xml/find-namespaces.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { decodeBase64 } from './decode-base64.ts'
import { namespaces } from './saml-uris.ts'
import { quote } from './quote.ts'
import { type Canonicalization, readSignedInfo, type SignedInfo } from './read-signature.ts'
import { responseInvalid } from './response-invalid.ts'
import { parseDocument } from './saml-document.ts'
import { getDigestAlgorithm, getSignatureAlgorithm, isSignedBy } from './signature-algorithms.ts'
import { sortByKeyInfo } from './sort-by-key-info.ts'
import type { VerifiedXml } from './verified-xml.ts'

type Trust = Pick<SamlConnection, 'certificates' | 'insecureAllowSha1'>

/**
 * Verifies the signature of `signed`, a Response or Assertion whose structure has been checked, and answers the very
 * bytes it covers; null when it has none.
 *
 * The SignedInfo comes first and is then read again from its verified bytes: who has no key can neither choose the
 * algorithms nor make us digest a large document.
 *
 * @throws AuthError SAML_RESPONSE_INVALID
 * @see XML Signature section 3.2
 */
export function verifySignature(signed: XmlElement, trust: Trust): VerifiedXml | null {
  const signature = findChild(signed, namespaces.ds, 'Signature')
  if (signature === null) return null
  const { reference } = verifySignedInfo(signature, trust)
  const id = findAttribute(signed, 'ID')
  if (reference.id !== id)
    throw responseInvalid(`signature of ${signed.name}: covers ${quote(reference.id)}, not ${quote(id)}`)
  const canonical = canonicalize(signed, signature, reference.canonicalization)
  const digest = createHash(getDigestAlgorithm(reference.digestMethod, trust.insecureAllowSha1))
    .update(canonical)
    .digest()
  if (digest.length !== reference.digest.length || !timingSafeEqual(digest, reference.digest)) {
    throw responseInvalid(`signature of ${signed.name}: the digest is wrong, the element was changed`)
  }
  return canonical as VerifiedXml
}

/** Proves the SignedInfo with one of the connection's keys. A key in the message itself is never used. */
function verifySignedInfo(signature: XmlElement, trust: Trust): SignedInfo {
  const element = findChild(signature, namespaces.ds, 'SignedInfo')
  const value = findChild(signature, namespaces.ds, 'SignatureValue')
  if (element === null || value === null) throw responseInvalid('Signature without SignedInfo or SignatureValue')
  const claimed = readSignedInfo(element)
  const algorithm = getSignatureAlgorithm(claimed.signatureMethod, trust.insecureAllowSha1)
  getDigestAlgorithm(claimed.reference.digestMethod, trust.insecureAllowSha1)
  const canonical = canonicalize(element, null, claimed.canonicalization)
  const data = Buffer.from(canonical)
  const bytes = decodeBase64(value.text, 'SignatureValue')
  const isKnown = ({ publicKey }: IdpCertificate): boolean => isSignedBy(publicKey, algorithm, data, bytes)
  if (!sortByKeyInfo(trust.certificates, signature).some(isKnown)) {
    throw responseInvalid(`signature: made by none of the ${trust.certificates.length} certificates of the connection`)
  }
  return readSignedInfo(parseDocument(canonical).root)
}

/** The canonical text of `element` without `omitted`: leaving the Signature out is the enveloped signature transform. */
function canonicalize(element: XmlElement, omitted: XmlElement | null, how: Canonicalization): string {
  const node = toNode(new DOMImplementation().createDocument(null, null), element, omitted)
  const algorithm = how.method === 'exclusive' ? new ExclusiveCanonicalization() : new C14nCanonicalization()
  return algorithm.process(node, {
    inclusiveNamespacesPrefixList: [...how.inclusivePrefixes],
    ancestorNamespaces: [...findNamespaces(element.parent)]
      .filter(([prefix]) => prefix !== element.prefix && !element.declarations.has(prefix))
      .map(([prefix, namespaceURI]) => ({ prefix, namespaceURI })),
  })
}

/** Our own tree in the form that xml-crypto canonicalizes. No second parser sees the message. */
function toNode(document: Document, element: XmlElement, omitted: XmlElement | null): Element {
  const node = document.createElementNS(element.namespace, toQName(element))
  for (const [prefix, uri] of element.declarations) {
    node.setAttributeNS('http://www.w3.org/2000/xmlns/', prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri)
  }
  for (const attribute of element.attributes) {
    node.setAttributeNS(attribute.namespace, toQName(attribute), attribute.value)
  }
  for (const item of element.content) {
    if (typeof item === 'string') node.appendChild(document.createTextNode(item))
    else if (item !== omitted) node.appendChild(toNode(document, item, omitted))
  }
  return node
}

function toQName({ prefix, name }: Pick<XmlElement, 'prefix' | 'name'>): string {
  return prefix === '' ? name : `${prefix}:${name}`
}
