import type { XmlElement } from './xml-element.ts'

type XmlName = Pick<XmlElement, 'name' | 'namespace'>

/** What a document may cost. The parser stops at the first breach, so a hostile document is never read to its end. */
export interface XmlBudget {
  readonly maxElements: number
  /** Of the root: 1. */
  readonly maxDepth: number
  /** On one tag, namespace declarations included. */
  readonly maxAttributes: number
  /** On all tags together. */
  readonly maxTotalAttributes: number
  /** Namespace declarations in force at one place: canonicalizers search them for every name. */
  readonly maxDeclarationsInScope: number
  /** Characters that canonical XML writes as references, however they came: canonicalizers escape them one by one. */
  readonly maxEscapes: number
  /** Child elements of one parent. */
  readonly maxChildren: (parent: XmlName) => number
  /** All elements below one element. */
  readonly maxDescendants: (element: XmlName) => number
  /** Nothing that is signed may hold a comment: what one reader skips, another reads. People write them in metadata. */
  readonly comments: 'refuse' | 'ignore'
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol'
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion'

const maxChildrenByName: ReadonlyMap<string, { readonly namespace: string; readonly maxChildren: number }> = new Map([
  ['Response', { namespace: protocol, maxChildren: 8 }],
  ['Assertion', { namespace: assertion, maxChildren: 12 }],
  // Keycloak sends one Attribute element for each role unless told otherwise.
  ['AttributeStatement', { namespace: assertion, maxChildren: 1000 }],
  ['Attribute', { namespace: assertion, maxChildren: 2000 }],
])

/** For SAML messages. The largest genuine ones we know have 100 elements, or one attribute with 1 000 groups. */
export const samlBudget: XmlBudget = {
  maxElements: 4000,
  maxDepth: 40,
  maxAttributes: 64,
  maxTotalAttributes: 8000,
  maxDeclarationsInScope: 48,
  maxEscapes: 4000,
  maxChildren: ({ name, namespace }) => {
    const row = maxChildrenByName.get(name)
    return row?.namespace === namespace ? row.maxChildren : 64
  },
  maxDescendants: (element) =>
    element.name === 'Signature' && element.namespace === 'http://www.w3.org/2000/09/xmldsig#' ? 40 : Infinity,
  comments: 'refuse',
}

/** For metadata, which an administrator brings. */
export const metadataBudget: XmlBudget = {
  maxElements: 100_000,
  maxDepth: 64,
  maxAttributes: 128,
  maxTotalAttributes: 400_000,
  maxDeclarationsInScope: 1000,
  maxEscapes: Infinity,
  maxChildren: () => 20_000,
  maxDescendants: () => Infinity,
  comments: 'ignore',
}
