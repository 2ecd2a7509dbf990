import { findAttribute } from '../xml/find-attribute.ts'
import { findChild, findChildren } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { decodeBase64 } from './decode-base64.ts'
import { namespaces, uris } from './saml-uris.ts'
import { quote } from './quote.ts'
import { responseInvalid } from './response-invalid.ts'

/** How an element becomes the bytes that are signed. */
export interface Canonicalization {
  readonly method: 'exclusive' | 'inclusive'
  /** Prefixes that exclusive C14N treats the inclusive way. */
  readonly inclusivePrefixes: readonly string[]
}

/** What a SignedInfo says. */
export interface SignedInfo {
  readonly canonicalization: Canonicalization
  readonly signatureMethod: string
  readonly reference: {
    readonly id: string
    readonly canonicalization: Canonicalization
    readonly digestMethod: string
    readonly digest: Buffer
  }
}

/** @throws AuthError SAML_RESPONSE_INVALID for all but one same-document reference with the transforms SAML allows. */
export function readSignedInfo(signedInfo: XmlElement): SignedInfo {
  const reference = getChild(signedInfo, 'Reference')
  const uri = findAttribute(reference, 'URI') ?? ''
  if (!uri.startsWith('#') || uri.length < 2) throw responseInvalid(`Reference: wanted an ID, got ${quote(uri)}`)
  return {
    canonicalization: readCanonicalization(getChild(signedInfo, 'CanonicalizationMethod')),
    signatureMethod: getAlgorithm(getChild(signedInfo, 'SignatureMethod')),
    reference: {
      id: uri.slice(1),
      canonicalization: readTransforms(getChild(reference, 'Transforms')),
      digestMethod: getAlgorithm(getChild(reference, 'DigestMethod')),
      digest: decodeBase64(getChild(reference, 'DigestValue').text, 'DigestValue'),
    },
  }
}

/** @see saml-core-2.0-os, section 5.4.4: the enveloped signature transform, then at most one canonicalization. */
function readTransforms(transforms: XmlElement): Canonicalization {
  const [enveloped, canonicalization, ...others] = findChildren(transforms, namespaces.ds, 'Transform')
  const first = enveloped === undefined ? null : getAlgorithm(enveloped)
  if (first !== uris.envelopedSignature || others.length > 0) {
    throw responseInvalid(
      `Transforms: wanted the enveloped signature and one canonicalization, first is ${quote(first)}`,
    )
  }
  // Without one, XML Signature section 4.3.3.2 says inclusive C14N.
  if (canonicalization === undefined) return { method: 'inclusive', inclusivePrefixes: [] }
  return readCanonicalization(canonicalization)
}

/** @see Canonical XML 1.0, section 2.1; Exclusive XML Canonicalization 1.0, section 1.1 */
const withoutComments: ReadonlyMap<string, string> = new Map([
  [`${uris.exclusiveC14n}WithComments`, uris.exclusiveC14n],
  [`${uris.inclusiveC14n}#WithComments`, uris.inclusiveC14n],
])

/** The variants that keep comments come to the same: a message with a comment is refused before. */
function readCanonicalization(element: XmlElement): Canonicalization {
  const algorithm = withoutComments.get(getAlgorithm(element)) ?? getAlgorithm(element)
  const inclusive = findChild(element, namespaces.exclusive, 'InclusiveNamespaces')
  const prefixes = (inclusive && findAttribute(inclusive, 'PrefixList')) ?? ''
  if (algorithm === uris.exclusiveC14n) {
    return { method: 'exclusive', inclusivePrefixes: prefixes.split(' ').filter((prefix) => prefix !== '') }
  }
  if (algorithm === uris.inclusiveC14n && inclusive === null) return { method: 'inclusive', inclusivePrefixes: [] }
  throw responseInvalid(`canonicalization: ${quote(algorithm)} is not allowed`)
}

function getAlgorithm(element: XmlElement): string {
  const algorithm = findAttribute(element, 'Algorithm')
  if (algorithm === null) throw responseInvalid(`${element.name} has no Algorithm`)
  return algorithm
}

function getChild(parent: XmlElement, name: string): XmlElement {
  const child = findChild(parent, namespaces.ds, name)
  if (child === null) throw responseInvalid(`${parent.name} has no ${name}`)
  return child
}
