import type { XmlElement } from './xml-element.ts'

/** Value of the attribute of that name; in no namespace unless one is given. */
export function findAttribute(element: XmlElement, name: string, namespace = ''): string | null {
  return element.attributes.find((each) => each.name === name && each.namespace === namespace)?.value ?? null
}
