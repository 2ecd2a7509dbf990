import { skipXmlDeclaration } from '../xml/xml-declaration.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { xmlEscape } from '../xml/xml-escape.ts'
import { parseDocument } from './saml-document.ts'

/**
 * Makes an element that was taken out of a document stand on its own: writes on its start tag the declarations it uses
 * from around it, and no others, because inclusive C14N would print those.
 *
 * @throws AuthError SAML_RESPONSE_INVALID when the text is not one element.
 */
export function declareNamespaces(fragment: string, inScope: ReadonlyMap<string, string>): string {
  const text = fragment.slice(skipXmlDeclaration(fragment)).trim()
  const { root } = parseDocument(text, inScope)
  const missing = new Set<string>()
  collectMissing(root, new Set(), missing)
  const declarations = [...inScope]
    .filter(([prefix]) => missing.has(prefix))
    .map(([prefix, uri]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${xmlEscape(uri)}"`)
  const nameEnd = 1 + (root.prefix === '' ? 0 : root.prefix.length + 1) + root.name.length
  return text.slice(0, nameEnd) + declarations.join('') + text.slice(nameEnd)
}

function collectMissing(element: XmlElement, declared: ReadonlySet<string>, missing: Set<string>): void {
  const known = element.declarations.size === 0 ? declared : new Set([...declared, ...element.declarations.keys()])
  // An attribute without a prefix has no namespace; an element without one has the default namespace.
  const prefixed = element.attributes.map((each) => each.prefix).filter((prefix) => prefix !== '')
  for (const prefix of [element.prefix, ...prefixed]) if (!known.has(prefix)) missing.add(prefix)
  for (const child of element.children) collectMissing(child, known, missing)
}
