import { AuthError } from '../model/auth-error.ts'
import { findAttribute } from '../xml/find-attribute.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { findSignature } from './find-signature.ts'
import { findSignatureMethod } from './signature-methods.ts'
import type { SignatureMethod } from './signature-methods.ts'
import { uris } from './uris.ts'

/**
 * One signature, in its place, over the whole request, with algorithms we know: leaves no room for a second reading.
 *
 * @returns the method it claims.
 * @throws AuthError REQUEST_INVALID
 * @see saml-core-2.0-os, section 5.4
 */
export function checkSignatureForm(root: XmlElement): SignatureMethod {
  const all = [...walk(root)]
  const signature = findSignature(root)
  const inside = signature === null ? [] : [...walk(signature)]
  const named = (name: string): readonly XmlElement[] =>
    inside.filter((each) => each.name === name && each.namespace === uris.signature)
  const algorithms = (name: string): string =>
    named(name)
      .map((each) => findAttribute(each, 'Algorithm'))
      .join()
  const id = findAttribute(root, 'ID')
  const ids = all.flatMap((each) => each.attributes.filter(({ name }) => /^id$/i.test(name)).map(({ value }) => value))
  const method = findSignatureMethod(algorithms('SignatureMethod'))

  const rules: readonly (readonly [boolean, string])[] = [
    [signature !== null && root.children.indexOf(signature) === 1, 'one right after Issuer'],
    [all.filter((each) => each.name === 'Signature' && each.namespace === uris.signature).length === 1, 'only one'],
    [named('SignedInfo').length === 1 && named('Object').length === 0, 'one SignedInfo and no Object'],
    [
      named('Reference')
        .map((each) => findAttribute(each, 'URI'))
        .join() === `#${id}`,
      `one Reference, to #${id}`,
    ],
    [ids.filter((each) => each === id).length === 1, 'an ID that stands once'],
    [algorithms('CanonicalizationMethod') === uris.exclusiveC14n, 'exclusive C14N'],
    [algorithms('Transform') === `${uris.enveloped},${uris.exclusiveC14n}`, 'enveloped and exclusive C14N transforms'],
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
