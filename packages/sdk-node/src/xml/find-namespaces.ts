import type { XmlElement } from './xml-element.ts'

/** Every prefix in scope inside `element`, with its URI. Without undeclared prefixes and without `xml`. */
export function findNamespaces(element: XmlElement | null): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>()
  for (let each = element; each !== null; each = each.parent) {
    for (const [prefix, uri] of each.declarations) if (!namespaces.has(prefix)) namespaces.set(prefix, uri)
  }
  for (const [prefix, uri] of namespaces) if (uri === '' || prefix === 'xml') namespaces.delete(prefix)
  return namespaces
}
