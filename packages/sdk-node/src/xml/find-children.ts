import type { XmlElement } from './xml-element.ts'

/** The child elements of that name. */
export function findChildren(parent: XmlElement, namespace: string, name: string): readonly XmlElement[] {
  return parent.children.filter((child) => child.name === name && child.namespace === namespace)
}

/** The first child element of that name. */
export function findChild(parent: XmlElement, namespace: string, name: string): XmlElement | null {
  return parent.children.find((child) => child.name === name && child.namespace === namespace) ?? null
}
